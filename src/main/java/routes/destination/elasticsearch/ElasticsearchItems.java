package routes.destination.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the body of a bulk reply, <code>{"errors":true,"items":[{"create":{"status":400,"error":{"type":"..."}}}]}</code>, token by
 * token: there is an item for each event, and a tree of them all would weigh more than the request.
 */
final class ElasticsearchItems {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final List<ElasticsearchItem> items = new ArrayList<>();
    private boolean seen;

    private ElasticsearchItems(JsonParser parser) {
        this.parser = parser;
    }

    /** The items in the request's order. Empty where the body is no bulk reply: a proxy's page, another's JSON, or cut off. */
    static Optional<List<ElasticsearchItem>> read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            ElasticsearchItems read = new ElasticsearchItems(parser);
            read.reply();
            return read.seen ? Optional.of(read.items) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private void reply() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (nextMember()) {
            if (parser.currentName().equals("items") && parser.nextToken() == JsonToken.START_ARRAY) {
                seen = true;
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    items.add(item());
                }
            } else {
                skipValue();
            }
        }
    }

    /** One object with one member, the action: {@code {"create":{...}}}. */
    private ElasticsearchItem item() throws IOException {
        ElasticsearchItem found = new ElasticsearchItem(0, null, null);
        while (nextMember()) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                found = outcome();
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private ElasticsearchItem outcome() throws IOException {
        int status = 0;
        String error = null;
        String failureStore = null;
        while (nextMember()) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
                status = parser.getIntValue();
            } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
                error = type();
            } else if (name.equals("failure_store")) {
                failureStore = parser.getValueAsString();
            } else {
                parser.skipChildren();
            }
        }
        return new ElasticsearchItem(status, error, failureStore);
    }

    private String type() throws IOException {
        String type = null;
        while (nextMember()) {
            boolean wanted = parser.currentName().equals("type");
            parser.nextToken();
            type = wanted ? parser.getValueAsString() : type;
            parser.skipChildren();
        }
        return type;
    }

    private boolean nextMember() throws IOException {
        return parser.nextToken() == JsonToken.FIELD_NAME;
    }

    private void skipValue() throws IOException {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
        }
        parser.skipChildren();
    }
}
