package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A syslog receiver whose address disappears, as where a firewall forgets a connection or a machine loses its power: no FIN and no reset
 * says so, and the few events that follow all fit the queue of this machine. Runs within a network namespace, see {@code DeadPathIT}.
 */
final class DeadPath {

    static final String ADDRESS = "10.77.0.1";

    private static final int BEFORE = 10;
    private static final int AFTER = 100;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private DeadPath() {}

    public static void main(String[] arguments) throws Exception {
        new DeadPath().run(Path.of(arguments[0]));
        System.exit(0);
    }

    private void run(Path work) throws Exception {
        try (ServerSocket receiver = new ServerSocket(0, 50, InetAddress.getAllByName(ADDRESS)[0]);
                RouterProcess router = RouterProcess.start(work)) {
            begin(() -> accept(receiver));
            RouterApi api = router.api();
            String integration = api.createIntegration(
                    """
                    {"type":"syslog_cef","url":"syslog://%s:%d","confirm_after":200,"write_timeout":1000}"""
                            .formatted(ADDRESS, receiver.getLocalPort()));
            api.accept(Traffic.events("before", 0, BEFORE));
            api.awaitDelivered(integration, BEFORE);

            ip("addr", "del", ADDRESS + "/32", "dev", "lo");
            ip("route", "add", "blackhole", ADDRESS + "/32");
            api.accept(Traffic.events("after", 0, AFTER));
            JsonNode seen = api.awaitIntegration(
                    integration,
                    "has given the connection up",
                    shown -> shown.path("failures").asLong() > 0);
            assertThat(seen.path("delivered").asLong()).isEqualTo(BEFORE);
            assertThat(seen.path("pending_events").asLong()).isEqualTo(AFTER);

            ip("route", "del", "blackhole", ADDRESS + "/32");
            ip("addr", "add", ADDRESS + "/32", "dev", "lo");
            api.lifecycle(integration, "retry-now");
            api.awaitDelivered(integration, BEFORE + AFTER);
            for (String id : Traffic.ids("after", 0, AFTER)) {
                assertThat(lines).anyMatch(line -> line.contains(" externalId=" + id + " "));
            }
        }
    }

    private static void ip(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(command.toString())
                .isZero();
    }

    private void accept(ServerSocket receiver) throws IOException {
        while (true) {
            Socket connection = receiver.accept();
            begin(() -> read(connection));
        }
    }

    private void read(Socket connection) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            in.lines().forEach(lines::add);
        } catch (UncheckedIOException reset) {
            // the router gave it up
        }
    }

    /** Goes on until it fails. */
    private interface Work {
        void run() throws IOException;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // closed
                    }
                },
                "dead-path");
        thread.setDaemon(true);
        thread.start();
    }
}
