package routes.destination.cef;

import routes.event.Event;
import routes.event.Field;

/** The part of a line behind the header, of one family of events, as {@link CefTable} says. */
final class CefExtension {

    private final CefValues values;
    private final CefPair[] kept;
    private final CefPair[] optional;

    CefExtension(CefValues values, CefTable table) {
        this.values = values;
        kept = table.kept().toArray(CefPair[]::new);
        optional = table.optional().toArray(CefPair[]::new);
    }

    void append(Event event, CefLine line) {
        append(kept, event, line);
        line.optionalFromHere();
        append(optional, event, line);
    }

    /** A field is looked for once for all pairs and conditions that follow each other. */
    private void append(CefPair[] pairs, Event event, CefLine line) {
        Field sought = null;
        long span = Event.ABSENT;
        Field condition = null;
        long answer = Event.ABSENT;
        for (CefPair pair : pairs) {
            CefPair.When when = pair.when();
            if (when != null && when.field() != condition) {
                condition = when.field();
                answer = event.find(condition);
            }
            if (when == null || CefValues.is(when.json(), event, answer)) {
                if (pair.field() != sought && pair.field() != null) {
                    sought = pair.field();
                    span = event.find(sought);
                }
                values.append(pair, event, span, line);
            }
        }
    }
}
