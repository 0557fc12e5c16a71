package routes.destination.syslog;

import routes.destination.Bytes;
import routes.event.Event;
import routes.event.Family;
import routes.event.Field;
import routes.event.Rfc3339;

/**
 * An event's own time as the TIMESTAMP of RFC 5424 section 6.2.3, which is RFC 3339 with less: the letters are in upper case, a
 * fraction has at most six digits, and there is no leap second, which becomes the first of the next minute in UTC.
 */
final class SyslogTime {

    private static final int TO_SECONDS = "2025-10-08T22:45:00".length();
    private static final int MOST_DIGITS = 6;

    private SyslogTime() {}

    static void append(Event event, Bytes out) {
        long millis = event.occurredAtMillis();
        long span = event.find(event.type().family() == Family.AUDIT ? Field.TS : Field.OCCURRED_AT);
        byte[] json = event.bytes();
        int from = Event.start(span) + 1;
        if (millis == Rfc3339.INVALID || json[from + TO_SECONDS - 2] == '6') {
            SyslogHeader.appendTimestamp(millis, out);
        } else {
            copy(json, from, Event.end(span) - 1, out);
        }
    }

    private static void copy(byte[] json, int from, int to, Bytes out) {
        out.append(json, from, from + 10);
        out.append('T');
        out.append(json, from + 11, from + TO_SECONDS);
        int zone = from + TO_SECONDS;
        if (json[zone] == '.') {
            zone++;
            while (json[zone] >= '0' && json[zone] <= '9') {
                zone++;
            }
            out.append(json, from + TO_SECONDS, Math.min(zone, from + TO_SECONDS + 1 + MOST_DIGITS));
        }
        if (zone + 1 == to) {
            out.append('Z');
        } else {
            out.append(json, zone, to);
        }
    }
}
