package routes.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import routes.event.Event;
import routes.event.Kinds;

/**
 * One line of a dead-letter file.
 *
 * @param offset where it begins in the file
 * @param line without its line break
 * @param length bytes on disk, the line break included
 */
public record DeadLetter(long offset, byte[] line, int length) {

    DeadLetter(long offset, byte[] line) {
        this(offset, line, line.length + 1);
    }

    /** The first byte of a line that does not count any more: it was delivered, refused anew, or dropped. */
    static final byte GONE = '-';

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POSITION = "{\"position\":";
    private static final String EVENT = ",\"event\":";

    boolean isGone() {
        return line.length > 0 && line[0] == GONE;
    }

    /** Empty where the line is damaged. The parser's message is not told: it would quote the event. */
    public JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException damaged) {
            return JSON.createObjectNode();
        }
    }

    /** Of the event in the journal; -1 where the line is damaged. Read without a parser: at a start all lines are asked. */
    public long position() {
        int at = POSITION.length();
        long position = -1;
        boolean known = line.length > at && text(0, at).equals(POSITION);
        for (; known && at < line.length && line[at] >= '0' && line[at] <= '9'; at++) {
            position = Math.max(position, 0) * 10 + (line[at] - '0');
        }
        return position;
    }

    /** When it was refused; the beginning of time where the line is damaged. */
    Instant refusedAt() {
        try {
            return Instant.parse(json().path("refused_at").asText());
        } catch (DateTimeParseException damaged) {
            return Instant.EPOCH;
        }
    }

    /** The event as it was refused, byte for byte; empty where the line is damaged. */
    public Optional<Event> event() {
        if (position() < 0 || !json().path("event").isObject()) {
            return Optional.empty();
        }
        // in a text before it each quote is escaped, so this sequence is the member's beginning
        int from = text().indexOf(EVENT) + EVENT.length();
        byte[] bytes = text().substring(from, text().length() - 1).getBytes(StandardCharsets.UTF_8);
        int kind = Kinds.of(bytes, 0, bytes.length);
        return kind == Kinds.NONE ? Optional.empty() : Optional.of(new Event(bytes, 0, bytes.length, kind, position()));
    }

    private String text() {
        return text(0, line.length);
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }
}
