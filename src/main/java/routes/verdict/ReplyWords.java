package routes.verdict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a destination says for people in the body of a reply: the members that vendors and standards document for that, and of a
 * plain text its one line. Nothing else of a body is read, least of all what quotes the request. To be told only through {@link CleanWords}.
 *
 * <p>The members: {@code type}, {@code title} and {@code detail} (RFC 9457), {@code error} and {@code error_description} (RFC 6749),
 * {@code text} and {@code code} (Splunk HEC), {@code error} with {@code type} and {@code reason} (Elasticsearch), {@code errors} with
 * {@code title} and {@code detail}, or texts (Datadog, JSON:API), and {@code message} and {@code code}, which nearly everybody has.
 */
public final class ReplyWords {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> TEXTS =
            Set.of("type", "title", "detail", "error", "error_description", "text", "code", "reason", "message");
    private static final Set<String> CONTAINERS = Set.of("error", "errors");
    private static final int MOST = 4;
    private static final int MOST_CHARACTERS = 1_000;

    private final Set<String> found = new LinkedHashSet<>();

    private ReplyWords() {}

    /**
     * @param contentType the header, or null
     * @return an empty text where it says nothing
     */
    public static String in(byte[] body, String contentType) {
        ReplyWords words = new ReplyWords();
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/plain")) {
            words.addLine(new String(body, StandardCharsets.UTF_8).strip());
        } else {
            words.readJson(body);
        }
        return String.join(": ", words.found);
    }

    private void addLine(String text) {
        if (text.length() <= MOST_CHARACTERS && text.lines().count() == 1) {
            found.add(text);
        }
    }

    /** As far as it is JSON: what is kept of a body may be cut off. */
    private void readJson(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                readObject(parser);
            }
        } catch (IOException endsHere) {
            // what was found before counts
        }
    }

    private void readObject(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            boolean isText = value.isScalarValue() && TEXTS.contains(name);
            if (isText || (value == JsonToken.VALUE_STRING && CONTAINERS.contains(name))) {
                add(parser);
            } else if (CONTAINERS.contains(name) && value == JsonToken.START_OBJECT) {
                readObject(parser);
            } else if (CONTAINERS.contains(name) && value == JsonToken.START_ARRAY) {
                readArray(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readArray(JsonParser parser) throws IOException {
        for (JsonToken each = parser.nextToken();
                each != null && each != JsonToken.END_ARRAY;
                each = parser.nextToken()) {
            if (each == JsonToken.START_OBJECT) {
                readObject(parser);
            } else if (each == JsonToken.VALUE_STRING) {
                add(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void add(JsonParser parser) throws IOException {
        JsonToken value = parser.currentToken();
        boolean says = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
        String text = says ? parser.getText() : "";
        if (!text.isBlank() && text.length() <= MOST_CHARACTERS && found.size() < MOST) {
            found.add(text);
        }
    }
}
