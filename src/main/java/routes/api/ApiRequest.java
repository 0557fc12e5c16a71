package routes.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.Reader;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import routes.integration.IfMatch;
import routes.integration.Problems;

/**
 * Reads a request. The id and the query come from the address itself: in the message's headers, path parameters stand beside
 * whatever headers of the same name the client sent.
 */
final class ApiRequest {

    private static final String COLLECTION = "/api/v1/integrations/siem/";
    /** Some editors begin a file with it; it may be ignored (RFC 8259 section 8.1). */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ApiRequest() {}

    static String id(Exchange exchange) {
        return segment(exchange, 0);
    }

    /** A part of the path behind the collection: 0 is the id. */
    static String segment(Exchange exchange, int index) {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
        String rest = path.substring(Math.min(path.length(), path.indexOf(COLLECTION) + COLLECTION.length()));
        String[] parts = rest.split("/", -1);
        return index < parts.length ? parts[index] : "";
    }

    /** The query's parameters, decoded; the last of a name counts. */
    static Map<String, String> query(Exchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, "", String.class);
        for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] pair = part.split("=", 2);
            parameters.put(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1]));
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Problems.plain("malformed_query", "A % is not followed by two digits.");
        }
    }

    static IfMatch condition(Exchange exchange) {
        return new IfMatch(Optional.ofNullable(exchange.getMessage().getHeader("If-Match", String.class)));
    }

    /**
     * What its sender uses for this request alone, so that it can be sent again (draft-ietf-httpapi-idempotency-key-header).
     *
     * @throws routes.problem.ProblemException 400 where nobody would use that
     */
    static Optional<String> idempotencyKey(Exchange exchange) {
        String key = header(exchange.getMessage(), "Idempotency-Key").strip();
        if (!key.isEmpty() && !key.matches("[!-~]{8,255}")) {
            throw Problems.plain(
                    "malformed_header", "An Idempotency-Key has 8 to 255 visible ASCII characters, such as a UUID.");
        }
        return Optional.of(key).filter(given -> !given.isEmpty());
    }

    /**
     * One that is too large never comes here: {@code siem.http.max-body-bytes}.
     *
     * @throws routes.problem.ProblemException 400 or 415
     */
    static ObjectNode body(Exchange exchange) {
        Message message = exchange.getMessage();
        String coding = header(message, "Content-Encoding").strip();
        if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
            throw Problems.plain("unsupported_media_type", "Send the body as it is, without Content-Encoding.");
        }
        String type =
                header(message, Exchange.CONTENT_TYPE).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.equals("application/merge-patch+json")) {
            throw Problems.plain(
                    "unsupported_media_type",
                    "Send the header Content-Type: application/json (curl -d sends a form unless told otherwise).");
        }
        byte[] bytes = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        return parse(bytes);
    }

    /**
     * From the request itself: Camel's headers also hold query parameters. A page in somebody's browser can write any address
     * without asking, but not this header, and that is what keeps it from creating integrations.
     */
    private static String header(Message message, String name) {
        String value = message instanceof HttpMessage http
                ? String.join(",", http.getRequest().headers().getAll(name))
                : message.getHeader(name, String.class);
        return value == null ? "" : value;
    }

    /** Jackson would guess UTF-16 and UTF-32 too; JSON that is sent to somebody is UTF-8 (RFC 8259 section 8.1), whatever {@code charset} says. */
    private static Reader text(byte[] bytes) throws CharacterCodingException {
        CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        int mark = text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        return new CharArrayReader(text.array(), text.arrayOffset() + mark, text.length() - mark);
    }

    private static ObjectNode parse(byte[] bytes) {
        try {
            JsonNode body = JSON.readTree(text(bytes));
            if (body instanceof ObjectNode object) {
                return object;
            }
            throw Problems.plain("not_an_object", "Send one JSON object.");
        } catch (JsonProcessingException malformed) {
            // The parser's message quotes the body, which may hold a secret.
            int line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNr();
            int column = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getColumnNr();
            throw Problems.plain(
                    "malformed_json",
                    "It is not JSON, or a name stands twice, at line " + line + ", column " + column + ".");
        } catch (IOException unreadable) {
            throw Problems.plain("malformed_json", "It is not text in UTF-8.");
        }
    }
}
