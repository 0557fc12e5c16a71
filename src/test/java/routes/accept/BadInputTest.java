package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.Seed;
import routes.destination.cef.Cef;
import routes.destination.cef.CefDataFormat;
import routes.destination.datadog.DatadogLogsDataFormat;
import routes.destination.elasticsearch.ElasticsearchBulkDataFormat;
import routes.destination.splunk.SplunkHecDataFormat;
import routes.destination.webhook.WebhookDataFormat;
import routes.event.Batch;
import routes.event.Event;
import routes.value.Value;
import routes.verdict.DeliveryException;

/**
 * Whatever comes in, nothing escapes but the exceptions that are documented, no canary comes out, and what comes out can be
 * read. The long run: {@code mvn test -Dtest=BadInputTest -Dinput.bad=1000000}.
 */
class BadInputTest {

    private static final int INPUTS = Integer.getInteger("input.bad", 20_000);
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);

    /** Reads what a format wrote for a number of events, as strictly as its receiver could. */
    @FunctionalInterface
    private interface Reader {
        void read(String text, int events) throws IOException;
    }

    private final Map<DataFormat, Reader> formats = new LinkedHashMap<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Intake intake = new Intake();
    private int accepted;
    private int refused;

    @BeforeEach
    void start() {
        SplunkHecDataFormat splunk = new SplunkHecDataFormat();
        splunk.setHost(Value.of("gate-1"));
        WebhookDataFormat webhook = new WebhookDataFormat();
        webhook.setMaxEvents(100);
        formats.put(splunk, BadInputTest::documents);
        formats.put(new ElasticsearchBulkDataFormat(), BadInputTest::bulk);
        formats.put(new DatadogLogsDataFormat(), (text, events) -> JSON.readTree(text));
        formats.put(webhook, (text, events) -> JSON.readTree(text));
        formats.put(cef("rfc3164", "lf"), (text, events) -> messages(text, events, "<\\d+>[A-Z][a-z]{2} .* gate-1 "));
        formats.put(
                cef("rfc5424", "lf"),
                (text, events) -> messages(text, events, "<\\d+>1 [0-9TZ:.-]+ gate-1 \\S+ - - - "));
        formats.keySet().forEach(DataFormat::start);
    }

    private static DataFormat cef(String header, String framing) {
        CefDataFormat format = new CefDataFormat();
        format.setHeader(header);
        format.setFraming(framing);
        format.setHost(Value.of("gate-1"));
        return format;
    }

    @Test
    void nothing_escapes_nothing_raw_comes_out_and_the_rest_can_be_read() {
        long first = Seed.of("input.seed");
        for (long seed = first; seed < first + INPUTS; seed++) {
            BadInput input = BadInput.next(new Random(seed));
            try {
                check(input);
            } catch (Exception | AssertionError | StackOverflowError e) {
                throw new AssertionError("-Dinput.seed=" + seed + ": " + e, e);
            }
        }
        assertThat(intake.metrics()).doesNotContain(BadInput.CANARY);
        assertThat(accepted).as("events that came through").isGreaterThan(INPUTS / 4);
        assertThat(refused).as("requests of which nothing came through").isGreaterThan(INPUTS / 20);
        System.out.printf("%d inputs, %d events through, %d refused%n", INPUTS, accepted, refused);
    }

    private void check(BadInput input) throws Exception {
        List<Event> events = intake.take(input.body(), input.lines());
        assertThat(intake.said()).doesNotContain(BadInput.CANARY);
        if (events.isEmpty()) {
            refused++;
            return;
        }
        accepted += events.size();
        for (Event event : events) {
            free(input, event.json());
            assertThat(event.json()).doesNotContain("\n");
            JSON.readTree(event.json());
        }
        Batch batch = new Batch(events);
        for (Map.Entry<DataFormat, Reader> format : formats.entrySet()) {
            write(format.getKey(), format.getValue(), batch, input);
        }
    }

    private void write(DataFormat format, Reader reader, Batch batch, BadInput input) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            format.marshal(new DefaultExchange(context), batch, out);
        } catch (DeliveryException refusal) {
            assertThat(refusal.toString() + refusal.reason()).doesNotContain(BadInput.CANARY);
            return;
        }
        String text = utf8(out.toByteArray());
        free(input, text);
        reader.read(text, batch.size());
    }

    private static void free(BadInput input, String text) {
        if (!input.isNoise()) {
            assertThat(text).doesNotContain(BadInput.CANARY);
        }
    }

    private static void documents(String text, int events) throws IOException {
        try (MappingIterator<JsonNode> all = JSON.readerFor(JsonNode.class).readValues(text)) {
            assertThat(all.readAll()).hasSize(events);
        }
    }

    private static void bulk(String text, int events) throws IOException {
        String[] lines = text.split("\n");
        assertThat(lines).hasSize(2 * events);
        assertThat(text).endsWith("\n");
        for (String line : lines) {
            assertThat(JSON.readTree(line).isObject()).isTrue();
        }
    }

    private static void messages(String text, int events, String header) {
        String[] lines = text.split("\n");
        assertThat(lines).hasSize(events);
        for (String line : lines) {
            int cef = line.indexOf("CEF:");
            assertThat(line.substring(0, cef)).matches(header);
            Cef.decode(line.substring(cef));
        }
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
