package routes.accept;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import routes.accept.rule.Arrival;
import routes.accept.rule.Arrivals;
import routes.accept.rule.KnownName;
import routes.event.Amount;
import routes.event.json.Flaw;
import routes.event.json.JsonException;
import routes.event.json.JsonScanner;
import routes.event.json.Limits;
import routes.event.json.Shape;

/**
 * Finds the events of one request body: one object, an array of objects, or one object a line (NDJSON). In NDJSON a bad line
 * is one rejected event; elsewhere bytes that are not JSON make the whole request unreadable.
 */
final class RequestParser {

    /** U+FEFF in UTF-8: some editors begin a file with it; it may be ignored (RFC 8259 section 8.1). */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] json;
    private final Limits limits;
    private final JsonScanner scanner;
    private final List<Arrival> events = new ArrayList<>();

    RequestParser(byte[] json, Limits limits, long seed) {
        this.json = json;
        this.limits = limits;
        this.scanner = new JsonScanner(json, KnownName.DICTIONARY, limits, seed);
    }

    /** @param lines whether the producer said that the body is NDJSON; otherwise it is recognised */
    Arrivals parse(boolean lines) throws UnreadableRequestException {
        int start = hasByteOrderMark() ? BYTE_ORDER_MARK.length : 0;
        int first = scanner.afterSpace(start, json.length);
        if (first == json.length) {
            throw new UnreadableRequestException("empty_request", "The body holds no event: expected a JSON object.");
        }
        try {
            if (lines) {
                lines(start);
            } else if (json[first] == '[') {
                array(first);
            } else {
                object(first);
            }
        } catch (JsonException malformed) {
            throw new UnreadableRequestException(
                    "malformed_json", "The body is not JSON: " + malformed.getMessage() + ".");
        }
        return new Arrivals(scanner.tape(), events);
    }

    private void array(int opening) throws JsonException, UnreadableRequestException {
        int at = scanner.afterSpace(opening + 1, json.length);
        if (at < json.length && json[at] == ']') {
            end(at + 1);
            throw new UnreadableRequestException("empty_request", "The array holds no event: expected at least one.");
        }
        while (true) {
            at = scanner.afterSpace(event(at, json.length), json.length);
            if (at == json.length || (json[at] != ',' && json[at] != ']')) {
                throw new JsonException(at, "',' or ']'");
            }
            if (json[at] == ']') {
                end(at + 1);
                return;
            }
            at = scanner.afterSpace(at + 1, json.length);
        }
    }

    /** One object, or the first of several lines. */
    private void object(int first) throws JsonException, UnreadableRequestException {
        int after = event(first, json.length);
        int next = scanner.afterSpace(after, json.length);
        if (next < json.length && json[next] == '{' && hasLineBreak(after, next)) {
            lines(next);
        } else {
            end(after);
        }
    }

    private void lines(int from) throws UnreadableRequestException {
        int at = from;
        while (at < json.length) {
            int end = lineEnd(at);
            int first = scanner.afterSpace(at, end);
            if (first < end) {
                line(first, end);
            }
            at = end + 1;
        }
    }

    private void line(int first, int end) throws UnreadableRequestException {
        int before = events.size();
        try {
            int after = scanner.afterSpace(event(first, end), end);
            if (after < end) {
                throw new JsonException(after, "the end of the line");
            }
        } catch (JsonException malformed) {
            events.subList(before, events.size()).clear();
            events.add(Arrival.rejected(before, Flaw.MALFORMED_JSON.code(), ""));
        }
    }

    /** Takes one value as the next event and returns the offset after it. */
    private int event(int at, int end) throws JsonException, UnreadableRequestException {
        int index = events.size();
        if (index == limits.events()) {
            throw new UnreadableRequestException(
                    "too_many_events",
                    "The request holds more than " + Amount.of(limits.events(), "event")
                            + "; send them in several requests.");
        }
        int after = scanner.scan(at, end);
        if (scanner.flaw() == Flaw.TOO_MANY_VALUES) {
            throw new UnreadableRequestException(
                    "too_many_values",
                    "The request holds more than " + Amount.of(limits.values(), "field")
                            + "; send it in several requests.");
        }
        events.add(arrival(index));
        return after;
    }

    private Arrival arrival(int index) {
        if (scanner.flaw() != null) {
            return Arrival.rejected(index, scanner.flaw().code(), scanner.pointer());
        }
        if (scanner.tape().shape(scanner.root()) != Shape.OBJECT) {
            return Arrival.rejected(index, Flaw.NOT_AN_OBJECT.code(), "");
        }
        return TypeFinder.classify(scanner.tape(), scanner.root(), index);
    }

    private void end(int at) throws JsonException {
        int after = scanner.afterSpace(at, json.length);
        if (after < json.length) {
            throw new JsonException(after, "the end of the body");
        }
    }

    private boolean hasByteOrderMark() {
        int length = BYTE_ORDER_MARK.length;
        return json.length >= length && Arrays.equals(json, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    private boolean hasLineBreak(int from, int to) {
        return lineEnd(from) < to;
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < json.length && json[i] != '\n') {
            i++;
        }
        return i;
    }
}
