package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.cef.Cef;
import routes.destination.cef.CefVector;
import routes.destination.cef.Parcefone;

/** Every vector from a producer's POST to a receiver's socket, through the packaged router; in order, so the n-th is the n-th. */
class CefWireIT {

    /** One vector holds more than a message over TCP usually has. */
    private static final String INTEGRATION =
            """
            {"type":"syslog_cef","url":"syslog://127.0.0.1:%d","max_message_bytes":16384,"src_mode":"%s",\
            "event_types":["policy.deny","policy.alert","policy.hold","policy.allow","drift.warning","drift.critical",\
            "agent.connected","agent.disconnected","hold.approved","hold.denied","hold.expired","dlp.match",\
            "audit.classify","audit.redact","audit.detokenize","audit.route"]}""";

    private static final List<CefVector> VECTORS = CefVector.all();

    private static RouterProcess router;

    @BeforeAll
    static void start_the_router(@TempDir Path work) {
        router = RouterProcess.start(work);
    }

    @AfterAll
    static void stop_the_router() {
        router.close();
    }

    @Test
    void a_strict_receiver_reads_what_the_vectors_say() {
        List<String> lines = received("agent-id");
        for (int i = 0; i < lines.size(); i++) {
            CefVector vector = VECTORS.get(i);
            assertThat(Cef.decode(lines.get(i))).as(vector.id()).isEqualTo(vector.expected());
        }
    }

    @Test
    void a_parser_that_is_not_ours_reads_what_the_vectors_say() throws Exception {
        List<String> lines = received("omit");
        for (int i = 0; i < lines.size(); i++) {
            if (Parcefone.canRead(VECTORS.get(i))) {
                new Parcefone().assertReads(lines.get(i), VECTORS.get(i).expected());
            }
        }
    }

    /** The messages without their syslog headers. */
    private static List<String> received(String srcMode) {
        RouterApi api = router.api();
        try (SyslogReceiver receiver = SyslogReceiver.tcp()) {
            String integration = api.createIntegration(INTEGRATION.formatted(receiver.port(), srcMode));
            api.accept(VECTORS.stream().map(CefVector::posted).collect(Collectors.joining(",", "[", "]")));
            Await.until(
                    "all vectors are there",
                    () -> receiver.messages().size() == VECTORS.size(),
                    () -> receiver.messages().size() + " of " + VECTORS.size());
            api.deleteWithPending(integration);
            return receiver.messages().stream()
                    .map(message -> message.substring(message.indexOf("CEF:")))
                    .toList();
        }
    }
}
