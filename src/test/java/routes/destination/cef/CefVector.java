package routes.destination.cef;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import routes.accept.Accepted;
import routes.event.Event;

/**
 * One line of {@code cef/vectors.jsonl}: an event and what a receiver must read from its CEF line.
 *
 * @param posted the event as a producer writes it
 * @param event the same once it was accepted
 * @param faithful what it must read with hardening off, where that differs
 */
public record CefVector(String id, String posted, Event event, Cef expected, Cef faithful) {

    private static final Path FILE = Path.of("src/test/resources/cef/vectors.jsonl");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    public static List<CefVector> all() {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.map(CefVector::parse).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return id;
    }

    private static CefVector parse(String line) {
        try {
            JsonNode vector = JSON.readTree(line);
            Cef expected = expectation(vector);
            return new CefVector(
                    vector.path("id").textValue(),
                    vector.path("event").toString(),
                    Accepted.event(vector.path("event")),
                    expected,
                    vector.has("faithful") ? expectation(vector.path("faithful")) : expected);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static Cef expectation(JsonNode from) {
        List<String> header = new ArrayList<>();
        from.path("expect_header").forEach(field -> header.add(field.textValue()));
        Map<String, String> extension = new LinkedHashMap<>();
        from.path("expect_ext")
                .properties()
                .forEach(pair -> extension.put(pair.getKey(), pair.getValue().textValue()));
        return new Cef(header, extension);
    }
}
