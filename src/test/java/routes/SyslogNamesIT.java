package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.destination.net.TestAuthority;

/**
 * Receivers whose name has several addresses, and other ones later, from the packaged router. Its names are those of a hosts file
 * that Java alone reads; only Linux has all of 127/8.
 */
@EnabledOnOs(LINUX)
class SyslogNamesIT {

    private static final String NAME = "siem.test";

    private static Path hosts;
    private static TestAuthority authority;
    private static RouterProcess router;
    private static RouterApi api;

    private String integration = "";

    @BeforeAll
    static void start(@TempDir Path work) {
        authority = new TestAuthority(work).sign("receiver", "dns:" + NAME, "-1d", 10);
        hosts = work.resolve("hosts");
        name("127.0.0.1");
        router = RouterProcess.start(
                work,
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Djdk.net.hosts.file=" + hosts + " -Dsun.net.inetaddr.ttl=0",
                        "SIEM_REFUSED_ADDRESSES",
                        "127.0.0.9"));
        api = router.api();
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    @AfterEach
    void remove_the_integration() {
        api.deleteWithPending(integration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"syslog", "syslog+tls"})
    void where_the_first_address_refuses_the_next_one_gets_everything(String scheme) {
        name("127.0.0.2", "127.0.0.3", "127.0.0.1");
        try (SyslogReceiver receiver = scheme.equals("syslog")
                ? SyslogReceiver.tcp()
                : SyslogReceiver.tls(authority.server("receiver"), false)) {
            integration = create(scheme, receiver.port(), ",\"ca_file\":\"" + authority.caFile() + "\"");

            api.accept(Traffic.events(scheme, 0, 10));

            receiver.awaitIds(Traffic.ids(scheme, 0, 10));
            JsonNode seen = api.awaitDelivered(integration, 10);
            assertThat(seen.path("failures").asLong()).isZero();
            assertThat(stage("tcp"))
                    .isEqualTo("Port " + receiver.port() + " of 127.0.0.1 takes connections."
                            + " In vain: 127.0.0.2 (connection_refused), 127.0.0.3 (connection_refused).");
        }
    }

    @Test
    void datagrams_follow_a_name_to_another_address_and_never_to_one_that_is_refused() throws IOException {
        name("127.0.0.1", "127.0.0.3");
        int port = Ports.free();
        try (DatagramReceiver first = new DatagramReceiver("127.0.0.1", port);
                DatagramReceiver second = new DatagramReceiver("127.0.0.3", port);
                DatagramReceiver refused = new DatagramReceiver("127.0.0.9", port)) {
            integration = create("syslog+udp", port, "");
            api.accept(Traffic.event("one"));
            api.awaitSent(integration, 1);

            name("127.0.0.3", "127.0.0.1");
            api.accept(Traffic.event("other-order"));
            api.awaitSent(integration, 2);
            Await.until("the first has both", () -> first.messages().size() == 2);

            name("127.0.0.3");
            api.accept(Traffic.event("moved"));
            api.awaitSent(integration, 3);
            Await.until("the second has one", () -> second.messages().size() == 1);

            name("127.0.0.3", "127.0.0.9");
            api.accept(Traffic.event("forbidden"));
            JsonNode parked = api.awaitHealth(integration, "action_required");
            assertThat(parked.path("reason").asText()).isEqualTo("address_refused");
            assertThat(parked.path("pending_events").asLong()).isEqualTo(1);
            assertThat(second.messages()).hasSize(1);
            assertThat(refused.messages()).isEmpty();
        }
    }

    @Test
    void where_nobody_takes_datagrams_the_name_s_next_address_gets_them() throws IOException {
        name("127.0.0.2", "127.0.0.1");
        try (DatagramReceiver receiver = new DatagramReceiver()) {
            integration = create("syslog+udp", receiver.port(), "");

            // that nobody listened is heard of with the next one, and what went before is gone
            int[] sent = {0};
            Await.until("one arrives", () -> {
                api.accept(Traffic.event("udp-" + sent[0]++));
                api.lifecycle(integration, "retry-now");
                return !receiver.messages().isEmpty();
            });
        }
    }

    private String stage(String name) {
        for (JsonNode stage : api.post(integration + "/test", "", 200).path("stages")) {
            if (stage.path("stage").asText().equals(name)) {
                return stage.path("detail").asText();
            }
        }
        throw new AssertionError("no stage " + name);
    }

    private static String create(String scheme, int port, String more) {
        return api.createIntegration(
                """
                {"type":"syslog_cef","url":"%s://%s:%d","confirm_after":100%s}"""
                        .formatted(scheme, NAME, port, more));
    }

    /** What the name stands for from now on. */
    private static void name(String... addresses) {
        try {
            Files.write(
                    hosts,
                    Arrays.stream(addresses)
                            .map(address -> address + " " + NAME)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
