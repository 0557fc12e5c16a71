package routes.destination.cef;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import routes.destination.Bytes;
import routes.destination.Elements;
import routes.event.Event;
import routes.event.Field;
import routes.event.Rfc3339;
import routes.event.json.Escapes;

/** Writes pairs from an event's fields. A field that is absent, null, empty or of another type writes nothing. */
final class CefValues {

    /** Most characters of {@code externalId} in the dictionary. */
    private static final int EXTERNAL_ID = 40;

    private final CefText text;
    private final CefSource source;

    CefValues(CefText text, CefSource source) {
        this.text = text;
        this.source = source;
    }

    /**
     * @param span where the pair's field stands; of no matter where it has none
     * @return whether there was a value
     */
    boolean append(CefPair pair, Event event, long span, CefLine line) {
        boolean written = pair.field() == null
                ? constant(pair, event, line)
                : pair.inner() == null ? field(pair, event, span, line) : inner(pair, event, span, line);
        CefPair orElse = pair.orElse();
        return written
                || (orElse != null
                        && append(
                                orElse,
                                event,
                                orElse.field() == null ? Event.ABSENT : event.find(orElse.field()),
                                line));
    }

    private boolean inner(CefPair pair, Event event, long span, CefLine line) {
        return isA('{', event, span)
                && field(pair, event, line.inner(event, span).find(pair.inner()), line);
    }

    private static boolean constant(CefPair pair, Event event, CefLine line) {
        byte[] value =
                switch (pair.origin()) {
                    case CATEGORY -> CefClass.of(event.type()).category();
                    case OUTCOME -> CefClass.of(event.type()).outcome();
                    case EVENT, TEXT -> pair.text();
                };
        if (value.length == 0) {
            return false;
        }
        line.open(pair.key());
        line.bytes().append(value);
        return line.closeUncut();
    }

    private boolean field(CefPair pair, Event event, long span, CefLine line) {
        if (span == Event.ABSENT) {
            return pair.form() == CefForm.EMPTY && line.empty(pair.key());
        }
        // most of them are; the switch costs more than a value
        if (pair.form() == CefForm.TEXT) {
            return string(line, pair.key(), event, span);
        }
        return switch (pair.form()) {
            case TEXT -> string(line, pair.key(), event, span);
            case LONGER -> isLonger(event, span) && string(line, pair.key(), event, span) && line.closeUncut();
            case EMPTY -> string(line, pair.key(), event, span) || line.empty(pair.key());
            case SOURCE -> isSource(event, span) && string(line, pair.key(), event, span);
            case IPV4 -> isIpv4(event, span) && string(line, pair.key(), event, span);
            case DECIMAL -> decimal(line, pair.key(), event, span);
            case WHOLE -> whole(line, pair.key(), event, span);
            case LIST -> list(line, pair.key(), event, span, pair.member());
            case TIME -> time(line, pair.key(), event, span);
            case ANY -> any(line, pair.key(), event, span);
        };
    }

    static boolean number(CefLine line, CefKey key, long value) {
        line.open(key);
        line.bytes().appendNumber(value);
        return line.closeUncut();
    }

    private boolean string(CefLine line, CefKey key, Event event, long span) {
        if (!isString(event, span)) {
            return false;
        }
        line.open(key);
        text.appendJson(event.bytes(), Event.start(span) + 1, Event.end(span) - 1, (int) key.most(), line.bytes());
        return line.close();
    }

    /** In characters, of which none is written with less than a byte. */
    private static boolean isLonger(Event event, long span) {
        if (!isString(event, span) || Event.end(span) - Event.start(span) - 2 <= EXTERNAL_ID) {
            return false;
        }
        byte[] decoded = Escapes.decode(event.bytes(), Event.start(span) + 1, Event.end(span) - 1);
        String text = new String(decoded, StandardCharsets.UTF_8);
        return text.codePointCount(0, text.length()) > EXTERNAL_ID;
    }

    private boolean isSource(Event event, long span) {
        return source == CefSource.AGENT_ID || (source == CefSource.IP_ONLY && isIpv4(event, span));
    }

    private static boolean isIpv4(Event event, long span) {
        return isString(event, span) && CefSource.isIpv4(event.bytes(), Event.start(span) + 1, Event.end(span) - 1);
    }

    private static boolean decimal(CefLine line, CefKey key, Event event, long span) {
        if (!isNumber(event, span) || !CefNumber.isFinite(event.bytes(), Event.start(span), Event.end(span))) {
            return false;
        }
        line.open(key);
        CefNumber.append(event.bytes(), Event.start(span), Event.end(span), line.bytes());
        return line.closeUncut();
    }

    /** One that is larger than the key's type takes is left out. */
    private static boolean whole(CefLine line, CefKey key, Event event, long span) {
        long number = span == Event.ABSENT
                ? -1
                : CefNumber.whole(event.bytes(), Event.start(span), Event.end(span), key.most());
        return number >= 0 && number(line, key, number);
    }

    private static boolean time(CefLine line, CefKey key, Event event, long span) {
        long millis = event.millis(span);
        return millis != Rfc3339.INVALID && number(line, key, millis);
    }

    /** Numbers and truths as they are written: nothing in them means anything to CEF. */
    private boolean any(CefLine line, CefKey key, Event event, long span) {
        if (isNumber(event, span) || isA('t', event, span) || isA('f', event, span)) {
            line.open(key);
            line.bytes().append(event.bytes(), Event.start(span), Event.end(span));
            return line.closeUncut();
        }
        return string(line, key, event, span) || list(line, key, event, span, null);
    }

    /** @param member for an array of objects, the member that is the string; null for an array of strings */
    private boolean list(CefLine line, CefKey key, Event event, long span, Field member) {
        if (!isA('[', event, span)) {
            return false;
        }
        Bytes joined = new Bytes(128);
        Elements elements = new Elements(event.bytes(), Event.start(span), Event.end(span));
        while (elements.next()) {
            long element = (long) elements.from() << 32 | elements.to();
            join(event, member == null ? element : inside(event, element, member), joined);
        }
        line.open(key);
        text.append(joined.copy(), (int) key.most(), line.bytes());
        return line.close();
    }

    static boolean isString(Event event, long span) {
        return isA('"', event, span);
    }

    /** Whether a value is this JSON, quotes included, written without escapes. */
    static boolean is(byte[] json, Event event, long span) {
        return span != Event.ABSENT
                && Arrays.equals(event.bytes(), Event.start(span), Event.end(span), json, 0, json.length);
    }

    private static long inside(Event event, long element, Field member) {
        return isA('{', event, element) ? event.at(element).find(member) : Event.ABSENT;
    }

    private static boolean isNumber(Event event, long span) {
        return span != Event.ABSENT && "-0123456789".indexOf(event.bytes()[Event.start(span)]) >= 0;
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
