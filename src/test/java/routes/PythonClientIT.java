package routes;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python client as a process of its own, against the packaged router. */
class PythonClientIT {

    private static final Path CLIENT = Path.of("clients/python").toAbsolutePath();

    /** As the audit guide's {@code server.py} makes and calls a custom shipper, but for the spool, which is the test's own. */
    private static final String PRODUCER =
            """
            import os, sys
            from siem_router import SIEMRouterShipper

            shipper = SIEMRouterShipper(
                endpoint=os.getenv("CUSTOM_SIEM_ENDPOINT"), api_key=os.getenv("CUSTOM_SIEM_API_KEY"), spool=sys.argv[1])
            first, last = int(sys.argv[2]), int(sys.argv[3])
            for n in range(first, last):
                shipper.ship({"id": "p-%d" % n, "ts": "2026-11-30T05:00:00Z", "action": "classify", "caller": "hr"})
                if n % 50 == 0:
                    shipper.ship({"ts": "yesterday", "action": "classify"})
            print(shipper.flush(float(sys.argv[4])), sorted(shipper.stats().items()))
            """;

    @TempDir
    private Path work;

    @Test
    void its_own_tests_pass() throws Exception {
        String said = python(Map.of(), "-m", "unittest", "discover", "-s", "tests", "-t", ".");
        assertThat(said).contains("\nOK");
    }

    @Test
    void everything_shipped_arrives_once_in_order_over_an_outage_of_the_router_and_ends_of_the_producer()
            throws Exception {
        try (RouterProcess router = RouterProcess.start(work);
                Collector collector = Collector.start()) {
            router.api().createIntegration(collector.integration());

            assertThat(produce(router, 0, 250, 30)).startsWith("True").contains("('rejected', 5)", "('shipped', 250)");
            router.kill();
            assertThat(produce(router, 250, 300, 0)).startsWith("False");
            assertThat(produce(router, 300, 350, 0)).startsWith("False");
            router.restart();
            assertThat(produce(router, 350, 400, 30)).startsWith("True");

            List<String> wanted =
                    IntStream.range(0, 400).mapToObj(n -> "p-" + n).toList();
            collector.awaitIds(wanted);
            assertThat(collector.firstArrivals()).isEqualTo(wanted);
        }
    }

    private String produce(RouterProcess router, int first, int last, int patience) throws Exception {
        Map<String, String> environment = Map.of(
                "CUSTOM_SIEM_ENDPOINT",
                "http://127.0.0.1:" + router.port(),
                "CUSTOM_SIEM_API_KEY",
                RouterProcess.TOKEN);
        String spool = work.resolve("spool").toString();
        return python(
                environment,
                "-c",
                PRODUCER,
                spool,
                Integer.toString(first),
                Integer.toString(last),
                Integer.toString(patience));
    }

    /** What it printed; it has to end well. */
    private static String python(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(DebianPackage.program("python3", "python3").toString());
        Stream.of(arguments).forEach(command::add);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(CLIENT.toFile()).redirectErrorStream(true);
        builder.environment().put("PYTHONPATH", CLIENT.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines()
                .filter(line -> !line.startsWith("SIEM shipping failed"))
                .collect(joining("\n"));
    }
}
