package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running router follows the file of SIEM_INTEGRATIONS_FILE. */
class IntegrationsFileIT {

    @TempDir
    private Path work;

    private final Collector first = Collector.start();
    private final Collector second = Collector.start();
    private Path file;
    private RouterProcess router;

    @BeforeEach
    void start_with_one_integration_in_a_mounted_folder() throws IOException {
        Path mount = Files.createDirectory(work.resolve("mount"));
        mounted("v1", entry("one", first));
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("v1"));
        file = Files.createSymbolicLink(mount.resolve("integrations.yaml"), Path.of("..data/integrations.yaml"));
        router = RouterProcess.start(work, Map.of("SIEM_INTEGRATIONS_FILE", file.toString(), "HEC", Collector.TOKEN));
    }

    @AfterEach
    void stop() {
        router.close();
        first.close();
        second.close();
    }

    @Test
    void a_mounted_file_that_changes_is_followed_and_what_is_not_in_it_any_more_goes() throws IOException {
        router.api().send("POST", RouterApi.INTEGRATIONS + "/one/pause", new byte[0]);
        change("v2", entry("one", first) + entry("two", second));
        awaitLog("1 integration new or other than before, 0 not in it any more");
        router.api().accept(Traffic.event("both"));
        router.api().awaitDelivered("two", 1);
        assertThat(second.ids()).containsExactly("both");
        assertThat(router.api().integration("one").path("state").asText())
                .as("paused by the API, and the same in the file")
                .isEqualTo("paused");

        change("v3", entry("one", second));
        awaitLog("1 integration new or other than before, 1 not in it any more");
        router.api().awaitDelivered("one", 1);
        assertThat(second.ids()).containsExactly("both", "both");
        assertThat(router.api()
                        .send("GET", RouterApi.INTEGRATIONS + "/two", new byte[0])
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_broken_file_changes_nothing_and_is_told_and_the_next_good_one_counts() throws IOException {
        change("v2", entry("two", second) + "  - {id: three, type: nothing}\n");
        awaitLog("entry 2 (three), field type = nothing: expected one of");
        router.api().accept(Traffic.event("still"));
        router.api().awaitDelivered("one", 1);
        assertThat(first.ids()).containsExactly("still");
        assertThat(router.log()).contains("The integrations stay as they are.").doesNotContain(Collector.TOKEN);

        change("v3", entry("one", first) + entry("two", second));
        awaitLog("was changed and read");
        router.api().accept(Traffic.event("next"));
        router.api().awaitDelivered("two", 1);
        assertThat(second.ids()).containsExactly("next");
    }

    /** As Kubernetes does it: a new folder, and a link that is replaced at once. */
    private void change(String version, String entries) throws IOException {
        mounted(version, entries);
        Path link = Files.createSymbolicLink(file.resolveSibling("..next"), Path.of(version));
        Files.move(link, file.resolveSibling("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void mounted(String version, String entries) throws IOException {
        Path folder = Files.createDirectory(work.resolve("mount").resolve(version));
        Files.writeString(folder.resolve("integrations.yaml"), "integrations:\n" + entries);
    }

    private static String entry(String id, Collector collector) {
        return "  - {id: %s, type: splunk_hec, url: \"%s\", token: {env: HEC}}\n".formatted(id, collector.url());
    }

    private void awaitLog(String part) {
        Await.until("the log has " + part, () -> router.log().contains(part), router::log);
    }
}
