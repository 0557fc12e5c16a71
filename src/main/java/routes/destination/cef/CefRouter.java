package routes.destination.cef;

import java.util.List;
import routes.event.Event;
import routes.event.Field;

/**
 * The extension of the router's own events: who did what from where, to which integration, and what it was before and is now. A slot
 * serves several fields, each with its own label, where no event has both.
 */
final class CefRouter {

    private static final CefKey EXTERNAL_ID = CefKey.of("externalId", 40);
    private static final CefKey SRC = CefKey.of("src", 1023);
    private static final CefKey OUTCOME = CefKey.of("outcome", 63);
    private static final CefKey CAT = CefKey.of("cat", 1023);
    private static final Field SOURCE_IP = new Field("source_ip");

    private static final List<Pair> PAIRS = List.of(
            new Pair(CefKey.of("suser", 1023), "actor"),
            new Pair(CefKey.of("act", 63), "act"),
            new Pair(CefKey.of("dvchost", 100), "router"),
            new Pair(CefKey.of("reason", 1023), "reason"),
            new Pair(CefKey.of("requestMethod", 1023), "method"),
            new Pair(CefKey.of("request", 1023), "path"),
            new Pair(CefKey.of("cnt", 10), "times"),
            new Pair(CefKey.labelled("cs1", "Integration"), "integration"),
            new Pair(CefKey.labelled("cs2", "IntegrationType"), "integration_type"),
            new Pair(CefKey.labelled("cs3", "Health"), "health"),
            new Pair(CefKey.labelled("cs6", "Notice"), "notice"),
            new Pair(CefKey.labelled("cn1", "Events"), "events"));

    private static final List<Pair> OPTIONAL = List.of(
            new Pair(CefKey.labelled("cs3", "Fields"), "fields"),
            new Pair(CefKey.labelled("cs3", "Changed"), "changed"),
            new Pair(CefKey.labelled("cs4", "Before"), "before"),
            new Pair(CefKey.labelled("cs4", "Added"), "added"),
            new Pair(CefKey.labelled("cs4", "Subject"), "subject"),
            new Pair(CefKey.labelled("cs5", "After"), "after"),
            new Pair(CefKey.labelled("cs5", "Removed"), "removed"),
            new Pair(CefKey.of("msg", 1023), "detail"));

    private record Pair(CefKey key, Field field) {

        Pair(CefKey key, String name) {
            this(key, new Field(name));
        }
    }

    private final CefValues values;

    CefRouter(CefValues values) {
        this.values = values;
    }

    void append(Event event, CefLine line) {
        values.string(line, EXTERNAL_ID, event, Field.ID);
        appendSource(event, line);
        CefClass kind = CefClass.of(event.type());
        if (kind.outcome().length > 0) {
            CefValues.constant(line, OUTCOME, kind.outcome());
        }
        CefValues.constant(line, CAT, kind.category());
        PAIRS.forEach(pair -> append(pair, event, line));
        line.optionalFromHere();
        OPTIONAL.forEach(pair -> append(pair, event, line));
    }

    /** The dictionary wants an IPv4 address there. */
    private void appendSource(Event event, CefLine line) {
        long address = event.find(SOURCE_IP);
        if (CefValues.isString(event, address)
                && CefSource.isIpv4(event.bytes(), Event.start(address) + 1, Event.end(address) - 1)) {
            values.string(line, SRC, event, SOURCE_IP);
        }
    }

    /** A text, the texts of a list with commas between, or a whole number. */
    private void append(Pair pair, Event event, CefLine line) {
        long span = event.find(pair.field());
        if (CefValues.isString(event, span)) {
            values.string(line, pair.key(), event, pair.field());
        } else if (span != Event.ABSENT && event.bytes()[Event.start(span)] == '[') {
            values.list(line, pair.key(), event, pair.field(), null);
        } else {
            CefValues.whole(line, pair.key(), event, pair.field(), Integer.MAX_VALUE);
        }
    }
}
