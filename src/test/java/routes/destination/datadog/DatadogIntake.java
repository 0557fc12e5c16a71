package routes.destination.datadog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import routes.destination.datadog.DatadogEmulator.Answer;

/**
 * What the intake does with a body: 5 MB a payload, 1000 logs, 1 MB a log (beyond it is cut off, 202), 18 hours back and 2 ahead
 * (beyond it is dropped, 202).
 */
final class DatadogIntake {

    private static final int PAYLOAD_BYTES = 5_000_000;
    private static final int LOG_BYTES = 1_000_000;
    private static final int LOGS = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final List<DatadogEntry> logs = new ArrayList<>();
    private final Clock clock;
    private int dropped;
    private int truncated;

    DatadogIntake(Clock clock) {
        this.clock = clock;
    }

    List<DatadogEntry> logs() {
        return List.copyOf(logs);
    }

    int dropped() {
        return dropped;
    }

    int truncated() {
        return truncated;
    }

    Answer take(byte[] raw, String encoding) {
        JsonNode body;
        try {
            byte[] plain = encoding == null ? raw : gunzip(raw, encoding);
            if (plain.length > PAYLOAD_BYTES) {
                return Answer.of(413, "Payload too large");
            }
            body = JSON.readTree(plain);
        } catch (IOException unreadable) {
            return Answer.of(400, "Bad request");
        }
        List<JsonNode> all = new ArrayList<>();
        (body.isArray() ? body : List.of(body)).forEach(all::add);
        if (all.size() > LOGS) {
            // no status is documented for this one
            return Answer.of(413, "Payload too large");
        }
        if (all.isEmpty() || !all.stream().allMatch(JsonNode::isObject)) {
            return Answer.of(400, "Bad request");
        }
        all.forEach(this::keep);
        return Answer.of(202, "");
    }

    private void keep(JsonNode log) {
        if (log.toString().length() > LOG_BYTES) {
            truncated++;
            return;
        }
        Instant now = clock.instant();
        DatadogEntry entry = DatadogEntry.of(log, now);
        boolean inWindow = !entry.date().isBefore(now.minus(Duration.ofHours(18)))
                && !entry.date().isAfter(now.plus(Duration.ofHours(2)));
        if (inWindow) {
            logs.add(entry);
        } else {
            dropped++;
        }
    }

    private static byte[] gunzip(byte[] raw, String encoding) throws IOException {
        if (!encoding.equals("gzip")) {
            throw new IOException("an encoding this emulator does not know");
        }
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            return stream.readAllBytes();
        }
    }
}
