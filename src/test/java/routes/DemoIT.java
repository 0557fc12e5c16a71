package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo and the README do what they say, on the packaged jar and with the demo's own route files. */
class DemoIT {

    private static final Pattern CURL = Pattern.compile(
            "curl -i http://127\\.0\\.0\\.1:8080(\\S+) [^']*'Content-Type: application/json' -d '([^']+)'");

    @Test
    void the_demo_shows_arrivals_at_both_destinations_and_goes_on_after_a_restart(@TempDir Path work)
            throws IOException {
        try (RouterProcess router = demo(work)) {
            awaitPrinted(router, Pattern.compile("archive +policy\\."));
            awaitPrinted(router, Pattern.compile("archive +dlp\\.match"));
            awaitPrinted(router, Pattern.compile("archive +audit\\."));
            awaitPrinted(router, Pattern.compile("soc +(policy\\.deny|drift\\.critical|hold\\.denied)"));

            router.stop();
            assertThat(router.log()).doesNotContain("exists already", "not accepted");
            router.restart();
            awaitPrinted(router, Pattern.compile("demo-soc: exists already"));
            awaitPrinted(router, Pattern.compile("demo-archive: exists already"));
        }
    }

    @Test
    void what_the_readme_sends_is_taken_and_the_event_arrives_at_both_destinations(@TempDir Path work)
            throws IOException {
        List<MatchResult> commands =
                CURL.matcher(Files.readString(Path.of("README.md"))).results().toList();
        assertThat(commands).as("curl commands in README.md").hasSize(2);
        try (RouterProcess router = demo(work)) {
            awaitPrinted(router, Pattern.compile("demo-archive: created"));

            assertThat(run(router, commands.get(0)).statusCode()).isEqualTo(202);
            assertThat(run(router, commands.get(1)).statusCode()).isEqualTo(201);

            awaitPrinted(router, Pattern.compile("archive .*my-agent: deny My first policy"));
            awaitPrinted(router, Pattern.compile("soc .*my-agent: deny My first policy"));
        }
    }

    @Test
    void what_is_left_over_from_a_real_set_up_gets_no_sample(@TempDir Path work) throws IOException {
        Path jar = Path.of(System.getProperty("router.jar")).toAbsolutePath();
        Files.createSymbolicLink(work.resolve("samples"), Path.of("samples").toAbsolutePath());
        Files.createSymbolicLink(work.resolve("target"), jar.getParent());
        Path demo = Files.createDirectory(work.resolve("demo"));
        Files.createSymbolicLink(demo.resolve("routes"), Path.of("demo/routes").toAbsolutePath());
        Files.copy(Path.of("demo/run"), demo.resolve("run"));
        Path printed = work.resolve("printed");
        try (Collector real = Collector.start()) {
            ProcessBuilder start = new ProcessBuilder("sh", "demo/run").directory(work.toFile());
            start.environment()
                    .putAll(Map.of(
                            "SIEM_HTTP_PORT", Integer.toString(Ports.free()),
                            "SIEM_TYPE", "splunk",
                            "SPLUNK_HEC_URL", real.url(),
                            "SPLUNK_HEC_TOKEN", Collector.TOKEN,
                            "SIEM_INTEGRATIONS_FILE", "/nowhere/integrations.yaml",
                            "SIEM_API_TOKEN", "left-over-from-a-real-set-up",
                            "DEMO_INTERVAL_MS", "50"));
            Process process = start.redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            try {
                Await.until(
                        "the demo prints an arrival",
                        () -> text(printed).contains("archive "),
                        () -> "exit code " + (process.isAlive() ? "none" : process.exitValue()));
                assertThat(real.requests()).isEmpty();
            } finally {
                process.destroy();
                process.onExit().join();
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RouterProcess demo(Path work) throws IOException {
        Files.createSymbolicLink(work.resolve("samples"), Path.of("samples").toAbsolutePath());
        return RouterProcess.start(
                work,
                Map.of(
                        "SIEM_API_TOKEN", "",
                        "SIEM_ALLOW_OWN_ADDRESS", "true",
                        "SIEM_ROUTES_DIR",
                                Path.of("demo/routes").toAbsolutePath().toString(),
                        "DEMO_INTERVAL_MS", "50"));
    }

    private static HttpResponse<String> run(RouterProcess router, MatchResult curl) {
        return router.api().send("POST", curl.group(1), curl.group(2).getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitPrinted(RouterProcess router, Pattern line) {
        Await.until("the demo prints " + line, () -> line.matcher(router.log()).find(), router::log);
    }
}
