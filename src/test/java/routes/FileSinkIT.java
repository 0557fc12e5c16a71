package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Samples;

/** The type {@code file}, from the API to the disk. */
class FileSinkIT {

    private static final int KILLS = 3;
    private static final int EVENTS_BEFORE_A_KILL = 500;

    @TempDir
    private Path work;

    @Test
    void samples_stand_in_the_file_as_they_stand_in_the_journal() throws IOException {
        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_FILE_FOLDERS", work.toString()))) {
            Path archive = Files.createDirectory(work.resolve("archive"));
            String integration = router.api().createIntegration(integration(archive, ""));
            // allowed actions are not among the events that an integration gets unless told otherwise
            List<String> names = Samples.names().stream()
                    .filter(name -> !name.equals("policy-allow"))
                    .toList();
            router.api()
                    .accept(names.stream()
                            .map(name -> Samples.json(name).toString())
                            .collect(Collectors.joining(",", "[", "]")));
            router.api().awaitDelivered(integration, names.size());

            assertThat(Files.readAllLines(archive.resolve("events.jsonl"))).isEqualTo(Trail.sent(router.data()));
        }
    }

    @Test
    void a_folder_that_is_missing_is_waited_for() throws IOException {
        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_FILE_FOLDERS", work.toString()))) {
            Path archive = work.resolve("archive");
            String integration = router.api().createIntegration(integration(archive, ",\"retry\":{\"max_retries\":0}"));
            router.api().accept(Traffic.events("event", 0, 20));
            assertThat(router.api()
                            .awaitHealth(integration, "failing")
                            .path("reason")
                            .asText())
                    .isEqualTo("missing_folder");

            Files.createDirectory(archive);
            router.api().lifecycle(integration, "retry-now");
            router.api().awaitDelivered(integration, 20);
            assertThat(ids(archive)).isEqualTo(Traffic.ids("event", 0, 20));
        }
    }

    @Test
    void killed_in_the_middle_again_and_again_it_leaves_whole_lines_and_every_event() throws IOException {
        Path archive = Files.createDirectory(work.resolve("archive"));
        Set<String> owed = new HashSet<>();
        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_FILE_FOLDERS", work.toString()))) {
            String integration = router.api()
                    .createIntegration(integration(archive, ",\"rotate_bytes\":20000,\"compression\":\"gzip\""));
            for (int kill = 0; kill < KILLS; kill++) {
                Load load = Load.start(router.api(), "life" + kill, 2);
                Await.until("events are answered", () -> load.owedCount() >= EVENTS_BEFORE_A_KILL, router::log);
                router.kill();
                load.owed().forEach(owed::addAll);
                router.restart();
            }
            router.api()
                    .awaitIntegration(
                            integration,
                            "has nothing left",
                            seen -> seen.path("pending_events").asLong() == 0);
        }
        assertThat(ids(archive)).containsAll(owed);
    }

    @Test
    void whoever_creates_integrations_cannot_have_the_router_write_where_the_operator_did_not_say() throws IOException {
        Path elsewhere = Files.createDirectory(work.resolve("elsewhere"));
        Path deployed = Files.writeString(
                work.resolve("integrations.yaml"),
                "integrations:\n  - {id: deployed, type: file, folder: %s}\n".formatted(elsewhere));
        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_INTEGRATIONS_FILE", deployed.toString()))) {
            String before = Files.readString(router.data().resolve("integrations.json"));
            Path audit = router.data().resolve("audit");
            for (Path attack : List.of(
                    router.data(), audit, router.data().resolve("files/../audit"), elsewhere, Path.of("/tmp"))) {
                for (String name : List.of("integrations.json", "audit.jsonl")) {
                    String body = integration(attack, ",\"file_name\":\"" + name + "\",\"rotate_bytes\":1");
                    HttpResponse<String> refused =
                            router.api().send("POST", RouterApi.INTEGRATIONS, body.getBytes(StandardCharsets.UTF_8));
                    assertThat(refused.statusCode()).as(body).isEqualTo(422);
                    assertThat(refused.body())
                            .contains("folder_not_allowed", "/folder", "SIEM_FILE_FOLDERS", "data/files");
                    assertThat(router.api()
                                    .post("test", body, 200)
                                    .at("/stages/0/code")
                                    .asText())
                            .isEqualTo("folder_not_allowed");
                }
            }
            router.api().accept(Traffic.events("event", 0, 2));
            assertThat(router.api()
                            .awaitHealth("deployed", "action_required")
                            .path("reason")
                            .asText())
                    .isEqualTo("folder_not_allowed");
            assertThat(elsewhere).isEmptyDirectory();
            assertThat(router.data().resolve("integrations.json")).hasContent(before);

            String allowed =
                    router.api().createIntegration(integration(router.data().resolve("files"), ""));
            router.api().accept(Traffic.events("more", 0, 2));
            router.api().awaitDelivered(allowed, 2);
            assertThat(ids(router.data().resolve("files"))).isEqualTo(Traffic.ids("more", 0, 2));
        }
    }

    private static String integration(Path folder, String more) {
        return "{\"type\":\"file\",\"folder\":\"" + folder + "\"" + more + "}";
    }

    /** Of every line in every file, which has to be whole JSON. */
    private static List<String> ids(Path archive) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(archive)) {
            files = all.filter(file -> file.toString().matches(".*[.]jsonl([.]gz)?"))
                    .sorted()
                    .toList();
        }
        List<String> ids = new ArrayList<>();
        for (Path file : files) {
            String text = read(file);
            assertThat(text).as(file.toString()).endsWith("\n");
            for (String line : text.lines().toList()) {
                ids.add(new ObjectMapper().readTree(line).path("id").textValue());
            }
        }
        return ids;
    }

    private static String read(Path file) throws IOException {
        try (InputStream plain = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
