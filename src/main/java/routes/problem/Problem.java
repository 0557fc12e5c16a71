package routes.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import routes.openapi.ApiDocument;
import routes.openapi.ProblemKind;

/**
 * What an HTTP answer of {@code application/problem+json} says, RFC 9457 section 3.
 *
 * @param code stable and short: {@code body_too_large}; the type is made of it
 * @param title the same for every problem of this code
 * @param status the HTTP status
 * @param detail what happened this time and what to do
 * @param errors each thing that is wrong; left out where empty
 * @param headers of the answer, such as {@code Retry-After}
 */
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "errors"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String code,
        String title,
        int status,
        String detail,
        List<Fault> errors,
        @JsonIgnore Map<String, String> headers) {

    private static final Map<String, ProblemKind> KINDS = ApiDocument.problems();

    /**
     * One thing that is wrong with a request.
     *
     * @param pointer JSON pointer (RFC 6901) into the request's body
     * @param detail what is wrong there
     * @param suggestion what to write instead; left out where empty
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Fault(String pointer, String code, String detail, String suggestion) {}

    /** @param code one that {@code api/openapi.yaml} has, with the status and the title */
    public static Problem of(String code, String detail) {
        ProblemKind kind = Objects.requireNonNull(KINDS.get(code), code);
        return new Problem(code, kind.title(), kind.status(), detail, List.of(), Map.of());
    }

    public Problem withErrors(List<Fault> list) {
        return new Problem(code, title, status, detail, list, headers);
    }

    public Problem withHeader(String name, String value) {
        return new Problem(code, title, status, detail, errors, Map.of(name, value));
    }

    /** A reference that is relative to the server. */
    public String getType() {
        return "/problems/" + code;
    }
}
