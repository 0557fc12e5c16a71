package routes.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What an answer that is not a success says: RFC 9457, with an {@code errors} extension.
 *
 * @param code stable and short, for machines; the last segment of the problem's type
 * @param detail what happened and what to do, in one or two sentences
 * @param headers HTTP headers the answer needs, such as {@code Retry-After}
 */
public record Problem(
        int status, String code, String title, String detail, List<Item> errors, Map<String, String> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One thing that is wrong with a request's body.
     *
     * @param pointer where, as a JSON pointer (RFC 6901)
     * @param suggestion what was probably meant, or an empty text
     */
    public record Item(String pointer, String code, String detail, String suggestion) {

        private void writeTo(ObjectNode error) {
            error.put("pointer", pointer).put("code", code).put("detail", detail);
            if (!suggestion.isEmpty()) {
                error.put("suggestion", suggestion);
            }
        }
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of(), Map.of());
    }

    /** The body, {@code application/problem+json} in UTF-8. */
    public byte[] toJson() {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", "/problems/" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        if (!errors.isEmpty()) {
            errors.forEach(item -> item.writeTo(body.withArray("errors").addObject()));
        }
        try {
            return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts and numbers is always JSON", impossible);
        }
    }
}
