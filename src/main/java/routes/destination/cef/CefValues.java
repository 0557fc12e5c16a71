package routes.destination.cef;

import java.util.Arrays;
import routes.destination.Bytes;
import routes.destination.Elements;
import routes.event.Event;
import routes.event.Field;
import routes.event.json.Escapes;

/** Writes pairs from an event's fields. A field that is absent, null, empty or of another type writes nothing. */
public final class CefValues {

    private final CefText text;

    CefValues(CefText text) {
        this.text = text;
    }

    static void constant(CefLine line, CefKey key, byte[] value) {
        line.open(key);
        line.bytes().append(value);
        line.closeUncut();
    }

    static void number(CefLine line, CefKey key, long value) {
        line.open(key);
        line.bytes().appendNumber(value);
        line.closeUncut();
    }

    /** A string; returns whether there was one. */
    boolean string(CefLine line, CefKey key, Event event, Field field) {
        long span = event.find(field);
        if (!isString(event, span)) {
            return false;
        }
        line.open(key);
        text.appendJson(event.bytes(), Event.start(span) + 1, Event.end(span) - 1, key.most(), line.bytes());
        return line.close();
    }

    /** A string whose pair is there even without a value. */
    void stringOrEmpty(CefLine line, CefKey key, Event event, Field field) {
        if (!string(line, key, event, field)) {
            line.empty(key);
        }
    }

    /** A number with or without decimals. */
    static void decimal(CefLine line, CefKey key, Event event, Field field) {
        long span = event.find(field);
        if (span == Event.ABSENT) {
            return;
        }
        byte first = event.bytes()[Event.start(span)];
        if (first == '-' || (first >= '0' && first <= '9')) {
            line.open(key);
            CefNumber.append(event.bytes(), Event.start(span), Event.end(span), line.bytes());
            line.closeUncut();
        }
    }

    /** A whole number from 0 to {@code most}; a larger one is left out, because it would not fit the key's type. */
    static void whole(CefLine line, CefKey key, Event event, Field field, long most) {
        long span = event.find(field);
        if (span != Event.ABSENT) {
            long number = CefNumber.whole(event.bytes(), Event.start(span), Event.end(span), most);
            if (number >= 0) {
                number(line, key, number);
            }
        }
    }

    /**
     * The strings of an array, with commas between them.
     *
     * @param member for an array of objects, the member that is the string; null for an array of strings
     */
    void list(CefLine line, CefKey key, Event event, Field field, Field member) {
        long span = event.find(field);
        if (span == Event.ABSENT || event.bytes()[Event.start(span)] != '[') {
            return;
        }
        Bytes joined = new Bytes(128);
        Elements elements = new Elements(event.bytes(), Event.start(span), Event.end(span));
        while (elements.next()) {
            long element = (long) elements.from() << 32 | elements.to();
            join(event, member == null ? element : inside(event, element, member), joined);
        }
        line.open(key);
        text.append(joined.copy(), key.most(), line.bytes());
        line.close();
    }

    static boolean isString(Event event, long span) {
        return isA('"', event, span);
    }

    /** Whether the field is this JSON value, quotes included, written without escapes. */
    static boolean is(byte[] json, Event event, Field field) {
        long span = event.find(field);
        return span != Event.ABSENT
                && Arrays.equals(event.bytes(), Event.start(span), Event.end(span), json, 0, json.length);
    }

    private static long inside(Event event, long element, Field member) {
        return isA('{', event, element) ? event.at(element).find(member) : Event.ABSENT;
    }

    private static boolean isA(char opening, Event event, long span) {
        return span != Event.ABSENT && event.bytes()[Event.start(span)] == opening;
    }

    private static void join(Event event, long span, Bytes joined) {
        if (isString(event, span)) {
            if (joined.length() > 0) {
                joined.append(',');
            }
            joined.append(Escapes.decode(event.bytes(), Event.start(span) + 1, Event.end(span) - 1));
        }
    }
}
