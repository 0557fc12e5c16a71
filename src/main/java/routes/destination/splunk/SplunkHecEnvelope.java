package routes.destination.splunk;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import routes.destination.Blank;
import routes.destination.Bytes;
import routes.event.Event;
import routes.event.Family;
import routes.event.Field;
import routes.event.Rfc3339;

/**
 * Puts one event into its HEC envelope. What is the same for every event of a family is made into bytes once; the rest is
 * copied out of the event.
 *
 * <p>Audit records have the source and source type of the searches in the Redaction Server's guide, whatever the settings
 * say for governance events; the router's own events have the source {@code siem_router} likewise.
 */
final class SplunkHecEnvelope {

    private static final Field SENSITIVITY_TAGS = new Field("sensitivity_tags");
    private static final byte[] TIME = utf8("\"time\":");
    private static final byte[] FIELDS = utf8(",\"fields\":{");
    private static final byte[] EVENT_ID = utf8("\"event_id\":");
    private static final byte[] TAGS = utf8(",\"sensitivity_tags\":");
    /** As the governance guide has it; and under a name that Splunk's searches do not take for the tags of event types. */
    private static final byte[] DLP_TAG = utf8(",\"tag\":\"mitrity:dlp\",\"mitrity_tag\":\"mitrity:dlp\"");

    private final byte[] governance;
    private final byte[] audit;
    private final byte[] router;

    /** A null or blank source, source type or index means its default. */
    SplunkHecEnvelope(String host, String source, String sourceType, String index) {
        governance = metadata(host, Blank.or(source, "mitrity"), Blank.or(sourceType, "mitrity:governance"), index);
        audit = metadata(host, "mcp_redaction", "_json", index);
        router = metadata(host, "siem_router", "_json", index);
    }

    void append(Event event, Bytes to) {
        Family family = event.type().family();
        to.append('{');
        appendTime(event.occurredAtMillis(), to);
        to.append(
                switch (family) {
                    case GOVERNANCE, DLP -> governance;
                    case AUDIT -> audit;
                    case ROUTER -> router;
                });
        to.append(event.bytes(), event.from(), event.to());
        appendFields(event, family, to);
        to.append('}');
        to.append('\n');
    }

    /** Epoch seconds with three decimals. Left out where the event's time cannot be read: Splunk then takes its own. */
    private static void appendTime(long millis, Bytes to) {
        if (millis == Rfc3339.INVALID) {
            return;
        }
        to.append(TIME);
        if (millis < 0) {
            to.append('-');
        }
        long distance = Math.abs(millis);
        long seconds = distance / 1000;
        to.appendDigits(seconds, Math.max(1, digits(seconds)));
        to.append('.');
        to.appendDigits(distance % 1000, 3);
        to.append(',');
    }

    private static void appendFields(Event event, Family family, Bytes to) {
        long id = event.find(Field.ID);
        if (!isString(event, id)) {
            return;
        }
        to.append(FIELDS);
        to.append(EVENT_ID);
        to.append(event.bytes(), Event.start(id), Event.end(id));
        long tags = event.find(SENSITIVITY_TAGS);
        if (tags != Event.ABSENT && isFlat(event.bytes(), Event.start(tags), Event.end(tags))) {
            to.append(TAGS);
            to.append(event.bytes(), Event.start(tags), Event.end(tags));
        }
        if (family == Family.DLP) {
            to.append(DLP_TAG);
        }
        to.append('}');
    }

    private static boolean isString(Event event, long span) {
        return span != Event.ABSENT && event.bytes()[Event.start(span)] == '"';
    }

    /** Whether this is an array of one string or more and nothing else: anything deeper is HEC's error 15. */
    private static boolean isFlat(byte[] json, int from, int to) {
        if (json[from] != '[' || json[from + 1] != '"') {
            return false;
        }
        boolean inString = false;
        for (int i = from + 1; i < to - 1; i++) {
            byte b = json[i];
            if (inString && b == '\\') {
                i++;
            } else if (b == '"') {
                inString = !inString;
            } else if (!inString && (b != ',' || json[i + 1] != '"')) {
                return false;
            }
        }
        return true;
    }

    private static int digits(long number) {
        int digits = 0;
        for (long rest = number; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private static byte[] metadata(String host, String source, String sourceType, String index) {
        StringBuilder json = new StringBuilder("\"host\":").append(quoted(host));
        json.append(",\"source\":").append(quoted(source));
        json.append(",\"sourcetype\":").append(quoted(sourceType));
        if (index != null && !index.isBlank()) {
            json.append(",\"index\":").append(quoted(index));
        }
        return utf8(json.append(",\"event\":").toString());
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
