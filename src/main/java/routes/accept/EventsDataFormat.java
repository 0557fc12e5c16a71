package routes.accept;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.service.ServiceSupport;
import routes.accept.rule.Arrivals;
import routes.event.json.Limits;

/**
 * Reads a body, bytes or whatever Camel makes bytes of, text as UTF-8: one JSON object, an array of them, or NDJSON. NDJSON is told by the header {@code Content-Type}, or
 * by a second line that begins with a brace after a first that is a whole object. The result is an {@link Arrivals}.
 */
public final class EventsDataFormat extends ServiceSupport implements DataFormat {

    /** Content types of NDJSON; none is registered, and each is in use. */
    public static final Set<String> LINE_TYPES = Set.of(
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/x-jsonl",
            "application/json-lines",
            "application/jsonlines");

    /** The exchange property that says what {@link Arrivals#family} says, cheap to ask for. */
    private static final String FAMILY = "family";

    private final Limits limits;
    private final long seed;

    /** @param seed any number that producers cannot know; see {@link routes.event.json.JsonScanner} */
    public EventsDataFormat(Limits limits, long seed) {
        this.limits = limits;
        this.seed = seed;
    }

    @Override
    public Object unmarshal(Exchange exchange, Object body) throws Exception {
        Arrivals arrivals = parse(
                bytes(exchange, body), isLines(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class)));
        exchange.setProperty(FAMILY, arrivals.family());
        return arrivals;
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) throws Exception {
        return unmarshal(exchange, (Object) stream);
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) {
        throw new UnsupportedOperationException(
                "events are only read with this data format; they are written as lines");
    }

    private static byte[] bytes(Exchange exchange, Object body) throws UnreadableRequestException {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body == null) {
            return new byte[0];
        }
        // Camel would encode a text as the machine's language has it
        byte[] converted = body instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : exchange.getContext().getTypeConverter().tryConvertTo(byte[].class, exchange, body);
        if (converted == null) {
            throw new UnreadableRequestException(
                    "not_bytes",
                    "The body is no bytes and no text but " + body.getClass().getName()
                            + ". Make JSON of it first, with marshal: json.");
        }
        return converted;
    }

    Arrivals parse(byte[] json, boolean lines) throws UnreadableRequestException {
        return new RequestParser(json, limits, seed).parse(lines);
    }

    private static boolean isLines(String contentType) {
        return contentType != null
                && LINE_TYPES.contains(contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}
