package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
        try (RouterProcess router = RouterProcess.start(work)) {
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

            assertThat(archive.resolve("events.jsonl"))
                    .hasSameBinaryContentAs(router.data().resolve("audit/audit.jsonl"));
        }
    }

    @Test
    void a_folder_that_is_missing_is_waited_for() throws IOException {
        try (RouterProcess router = RouterProcess.start(work)) {
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
        try (RouterProcess router = RouterProcess.start(work)) {
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
