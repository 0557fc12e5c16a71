package routes.destination.datadog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import routes.destination.Bytes;
import routes.event.Event;

/**
 * The event's own fields, copied byte by byte as attributes of its log. Those whose names mean something to Datadog go into the
 * object {@code event}: a field called {@code status} or {@code host} would otherwise stand there twice, or replace what the log
 * says of itself. So does a field called {@code event}, and one whose name is written with escapes, which could spell any of them.
 *
 * <p>The names are those of Datadog's
 * <a href="https://docs.datadoghq.com/logs/log_configuration/pipelines/#preprocessing">preprocessing for JSON logs</a>, which takes
 * them for the log's own, and those that the intake takes. {@code trace_id} is none of ours and stays where it is.
 */
final class DatadogAttributes {

    private static final byte[][] RESERVED = Stream.of(
                    "ddsource",
                    "source",
                    "ddtags",
                    "host",
                    "hostname",
                    "@timestamp",
                    "timestamp",
                    "_timestamp",
                    "Timestamp",
                    "eventTime",
                    "date",
                    "published_date",
                    "message",
                    "status",
                    "severity",
                    "level",
                    "service",
                    "event")
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private static final int LONGEST =
            Stream.of(RESERVED).mapToInt(name -> name.length).max().orElseThrow();

    private static final byte[] MOVED = ",\"event\":{".getBytes(StandardCharsets.US_ASCII);

    private DatadogAttributes() {}

    /** Appends each with a comma before it. */
    static void append(Event event, Bytes to) {
        int moved = 0;
        for (int i = 0; i < event.memberCount(); i++) {
            if (isReserved(event, i)) {
                moved++;
            } else {
                to.append(',');
                copy(event, i, to);
            }
        }
        if (moved > 0) {
            appendMoved(event, to);
        }
    }

    private static void appendMoved(Event event, Bytes to) {
        to.append(MOVED);
        int begin = to.length();
        for (int i = 0; i < event.memberCount(); i++) {
            if (isReserved(event, i)) {
                if (to.length() > begin) {
                    to.append(',');
                }
                copy(event, i, to);
            }
        }
        to.append('}');
    }

    /** From the quote before the name to the end of the value. */
    private static void copy(Event event, int member, Bytes to) {
        to.append(event.bytes(), Event.start(event.memberName(member)) - 1, Event.end(event.memberValue(member)));
    }

    private static boolean isReserved(Event event, int member) {
        long name = event.memberName(member);
        int from = Event.start(name);
        int end = Event.end(name);
        for (int i = from; i < end; i++) {
            if (event.bytes()[i] == '\\') {
                return true;
            }
        }
        if (end - from > LONGEST) {
            return false;
        }
        for (byte[] reserved : RESERVED) {
            if (Arrays.equals(reserved, 0, reserved.length, event.bytes(), from, end)) {
                return true;
            }
        }
        return false;
    }
}
