package routes.accept;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import routes.event.Batch;
import routes.event.Event;

/** Events that went through parsing, validation and strip, for the tests of later stages. */
public final class Accepted {

    private static final BatchConverter ACCEPT = new BatchConverter();

    private Accepted() {}

    public static Batch batch(String json) {
        return ACCEPT.batch(json.getBytes(StandardCharsets.UTF_8));
    }

    public static Event event(JsonNode json) {
        return batch(json.toString()).events().get(0);
    }
}
