package routes.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import routes.accept.Acceptance;
import routes.accept.Warning;
import routes.accept.rule.Rejection;
import routes.access.EventQuotas;
import routes.access.caller.Caller;
import routes.event.Amount;
import routes.problem.Problem;
import routes.problem.ProblemAnswer;

/**
 * Tells the producer what became of its events: 202 with {@code {"accepted":n,"rejected":[{"index":i,"code":c,"pointer":p}],
 * "removed_fields":n}} and perhaps {@code "warnings":[{"code":c,"field":f,"count":n}]}, or 422 where not one was accepted. To be called when the accepted ones are on disk.
 * What the request held is taken from the sender's quota.
 */
public final class Answer implements Processor {

    private static final int MOST_LISTED = 100;

    private final EventQuotas quotas;

    public Answer(EventQuotas quotas) {
        this.quotas = quotas;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Acceptance acceptance = exchange.getMessage().getBody(Acceptance.class);
        quotas.charge(
                Caller.of(exchange),
                acceptance.accepted() + (long) acceptance.rejections().size());
        if (acceptance.isAnyAccepted()) {
            accepted(exchange.getMessage(), acceptance);
        } else {
            ProblemAnswer.write(exchange, allRejected(acceptance.rejections()));
        }
    }

    private static void accepted(Message answer, Acceptance acceptance) {
        // codes and pointers are made of our own words, so nothing in them needs escaping
        StringBuilder json = new StringBuilder(64 + acceptance.rejections().size() * 64);
        json.append("{\"accepted\":").append(acceptance.accepted()).append(",\"rejected\":[");
        String comma = "";
        for (Rejection rejection : acceptance.rejections()) {
            json.append(comma).append("{\"index\":").append(rejection.index());
            json.append(",\"code\":\"").append(rejection.code());
            json.append("\",\"pointer\":\"").append(rejection.pointer()).append("\"}");
            comma = ",";
        }
        json.append("],\"removed_fields\":").append(acceptance.removedFields());
        warnings(acceptance.warnings(), json);
        json.append('}');
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setBody(ByteBuffer.wrap(json.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private static void warnings(List<Warning> warnings, StringBuilder json) {
        String before = ",\"warnings\":[";
        for (Warning warning : warnings) {
            json.append(before).append("{\"code\":\"").append(warning.code());
            json.append("\",\"field\":\"").append(warning.field());
            json.append("\",\"count\":").append(warning.count()).append('}');
            before = ",";
        }
        json.append(warnings.isEmpty() ? "" : "]");
    }

    private static Problem allRejected(List<Rejection> rejections) {
        int listed = Math.min(rejections.size(), MOST_LISTED);
        List<Problem.Fault> errors = rejections.subList(0, listed).stream()
                .map(rejection -> new Problem.Fault(
                        "/" + rejection.index() + rejection.pointer(), rejection.code(), detail(rejection), ""))
                .toList();
        String detail =
                "Rejected: " + Amount.of(rejections.size(), "event") + ", which is all there were; nothing was stored."
                        + (listed < rejections.size() ? " The first " + listed + " are listed." : "");
        return Problem.of("all_rejected", detail).withErrors(errors);
    }

    /** What a required field has to be; only those reject an event. */
    private static String malformed(String pointer) {
        return switch (pointer) {
            case "/id" -> "Expected a text of 1 to 128 characters, in dlp.match a UUID.";
            case "/agent_id" -> "Expected a UUID.";
            case "/ts" -> "Expected a time of ISO 8601, such as 2025-10-08T22:45:00Z; without a zone it is UTC.";
            case "/occurred_at" -> "Expected a time of RFC 3339, such as 2026-05-26T10:14:00Z.";
            case "/action" -> "Expected a text of 1 to 16384 characters, such as classify.";
            default -> "The field's value is not what docs/events.md says.";
        };
    }

    private static String detail(Rejection rejection) {
        return switch (rejection.code()) {
            case Rejection.MISSING_FIELD -> "A field that the event must have is missing.";
            case Rejection.MALFORMED_FIELD -> malformed(rejection.pointer());
            case Rejection.FOREIGN_TENANT ->
                "The token is bound to another tenant. Send the event with the token of its tenant, or without tenant_id.";
            case Rejection.RESERVED_TYPE ->
                "Events of this type are the router's own: nobody can send them. Take them out of what is sent.";
            case Rejection.UNKNOWN_EVENT_TYPE -> "There is no event type of this name.";
            case "duplicate_key" -> "An object has two members of this name.";
            case "too_deep" -> "Objects and arrays are nested too deeply.";
            case "string_too_long" -> "A name or string is too long.";
            case "number_too_long" -> "A number has too many characters.";
            case "event_too_large" -> "The event has too many bytes.";
            case "malformed_json" -> "The line is not one JSON object.";
            case "not_an_object" -> "An event is a JSON object.";
            default -> "The event cannot be taken.";
        };
    }
}
