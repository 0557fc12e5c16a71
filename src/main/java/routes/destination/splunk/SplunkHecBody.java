package routes.destination.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The body of a HEC reply: <code>{"text":"Invalid data format","code":6,"invalid-event-number":2}</code>. Its text is not
 * kept: the code says it all, and a text could quote what was sent.
 *
 * @param ackId the request's number on its channel, where the token has indexer acknowledgement on
 * @param invalidEvent the index, from 0, of the event that stopped Splunk; those before it are indexed
 */
record SplunkHecBody(int code, OptionalInt invalidEvent, OptionalLong ackId) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty where the body is no HEC reply: a proxy's HTML page, another product's JSON, or cut off. */
    static Optional<SplunkHecBody> read(byte[] body) {
        JsonNode reply;
        try {
            reply = JSON.readTree(body);
        } catch (IOException notJson) {
            return Optional.empty();
        }
        if (reply == null
                || !reply.path("text").isTextual()
                || !reply.path("code").isInt()) {
            return Optional.empty();
        }
        JsonNode event = reply.path("invalid-event-number");
        JsonNode number = reply.path("ackId");
        return Optional.of(new SplunkHecBody(
                reply.path("code").intValue(),
                event.isInt() ? OptionalInt.of(event.intValue()) : OptionalInt.empty(),
                number.isIntegralNumber() ? OptionalLong.of(number.longValue()) : OptionalLong.empty()));
    }
}
