package routes.destination.datadog;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import routes.destination.Blank;
import routes.destination.Bytes;
import routes.event.Event;
import routes.event.Rfc3339;
import routes.event.Severity;

/**
 * One event as a Datadog log: Datadog's own attributes, then the event's fields at the same level, so that {@code @action} and
 * {@code @decision.action} need no pipeline.
 *
 * <pre>{@code
 * {"ddsource":"mcp-redaction","service":"mcp-redaction","hostname":"gate-1","ddtags":"event_type:audit.route,env:prod,region:eu",
 *  "timestamp":1759963500000,"status":"error","message":"audit.route: caller=hr-assistant, decision.action=block",
 *  "ts":"...","action":"route",...}
 * }</pre>
 *
 * <p>Audit records have the source of the searches in the Redaction Server's guide, whatever the settings say for the others;
 * the router's own events have {@code siem-router}.
 */
public final class DatadogLog {

    private static final String AUDIT_SOURCE = "mcp-redaction";
    private static final String ROUTER_SOURCE = "siem-router";

    private static final byte[] TAGS = utf8(",\"ddtags\":\"");
    private static final byte[] TIMESTAMP = utf8("\",\"timestamp\":");
    private static final byte[] END_OF_TAGS = utf8("\"");
    private static final byte[] ERROR = utf8(",\"status\":\"error\",\"message\":\"");
    private static final byte[] WARN = utf8(",\"status\":\"warn\",\"message\":\"");
    private static final byte[] INFO = utf8(",\"status\":\"info\",\"message\":\"");

    private final byte[] governance;
    private final byte[] audit;
    private final byte[] router;
    private final DatadogTags tags;

    /** A null or blank source, service or tags means its default. */
    public DatadogLog(String host, String source, String service, String tags) {
        governance = constants(host, Blank.or(source, "mitrity"), service);
        audit = constants(host, AUDIT_SOURCE, service);
        router = constants(host, ROUTER_SOURCE, service);
        this.tags = new DatadogTags(Blank.or(tags, ""));
    }

    /** @param time of the event, milliseconds since 1970; left out where it could not be read: Datadog then takes its own */
    public void append(Event event, long time, Bytes to) {
        to.append('{');
        to.append(
                switch (event.type().family()) {
                    case GOVERNANCE, DLP -> governance;
                    case AUDIT -> audit;
                    case ROUTER -> router;
                });
        to.append(TAGS);
        tags.append(event, to);
        if (time == Rfc3339.INVALID) {
            to.append(END_OF_TAGS);
        } else {
            to.append(TIMESTAMP);
            to.appendNumber(time);
        }
        to.append(status(event.severity()));
        DatadogMessage.append(event, to);
        to.append('"');
        DatadogAttributes.append(event, to);
        to.append('}');
    }

    private static byte[] status(Severity severity) {
        return switch (severity) {
            case HIGH -> ERROR;
            case MEDIUM -> WARN;
            case LOW -> INFO;
        };
    }

    private static byte[] constants(String host, String source, String service) {
        return utf8("\"ddsource\":" + quoted(source) + ",\"service\":" + quoted(Blank.or(service, source))
                + ",\"hostname\":" + quoted(host));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
