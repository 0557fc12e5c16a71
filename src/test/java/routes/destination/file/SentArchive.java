package routes.destination.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import routes.disk.AllowedFolders;
import routes.event.Batch;
import routes.event.Samples;
import routes.value.Value;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** Archives that are sent events one by one, as the Kamelet's route does it. */
final class SentArchive {

    /** The properties of an exchange that is a connection test's. */
    static final Map<String, Object> TEST = Map.of("siemConnectionTest", true);

    private static final Instant NOW = Instant.parse("2026-11-24T23:59:59Z");

    private final DefaultCamelContext context = new DefaultCamelContext();

    /** As the router does with the operator's. */
    void allow(AllowedFolders folders) {
        context.getRegistry().bind(AllowedFolders.NAME, folders);
    }

    static FileArchive of(Path folder) {
        FileArchive archive = new FileArchive(Clock.fixed(NOW, ZoneOffset.UTC));
        archive.setFolder(Value.of(folder.toString()));
        archive.setRotateDaily(false);
        return archive;
    }

    /** Every event has a file of its own. */
    static FileArchive rotating(Path folder) {
        FileArchive archive = of(folder);
        archive.setRotateBytes(1);
        return archive;
    }

    void append(FileArchive archive, int number) throws DeliveryException {
        send(archive, number, Map.of());
    }

    void send(FileArchive archive, int number, Map<String, Object> properties) throws DeliveryException {
        Exchange exchange = new DefaultExchange(context);
        properties.forEach(exchange::setProperty);
        exchange.getMessage()
                .setBody(new Batch(
                        List.of(Samples.event(Samples.json("policy-deny").put("id", "event-" + number)))));
        archive.process(exchange);
    }

    /** What the event's line is. */
    static String text(int number) {
        return Samples.json("policy-deny").put("id", "event-" + number).toString();
    }

    /** Sends an event, and a test's, and neither is taken. */
    void parks(FileArchive archive, String code) {
        for (Map<String, Object> properties : List.of(Map.<String, Object>of(), TEST)) {
            DeliveryException said = failure(archive, properties);
            assertThat(said.reason().code()).isEqualTo(code);
            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().remedy()).isNotEmpty();
        }
    }

    DeliveryException failure(FileArchive archive, Map<String, Object> properties) {
        try {
            send(archive, 7, properties);
        } catch (DeliveryException said) {
            return said;
        }
        throw new AssertionError("expected a failure");
    }
}
