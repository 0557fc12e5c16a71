package routes.destination.syslog;

import routes.destination.Bytes;
import routes.event.AuditTime;
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
        if (millis == Rfc3339.INVALID) {
            SyslogHeader.appendTimestamp(millis, out);
            return;
        }
        int from = Event.start(span) + 1;
        int to = Event.end(span) - 1;
        if (Rfc3339.epochMillis(event.bytes(), from, to) == millis) {
            append(event.bytes(), from, to, millis, out);
        } else {
            byte[] written = AuditTime.rfc3339(event.bytes(), from, to);
            append(written, 0, written.length, millis, out);
        }
    }

    private static void append(byte[] rfc3339, int from, int to, long millis, Bytes out) {
        if (rfc3339[from + TO_SECONDS - 2] == '6') {
            SyslogHeader.appendTimestamp(millis, out);
        } else {
            copy(rfc3339, from, to, out);
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
