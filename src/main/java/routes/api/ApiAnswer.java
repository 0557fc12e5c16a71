package routes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Writes an answer. Only what is set here goes out: the request's headers, the token among them, stand in the same message. */
final class ApiAnswer {

    private ApiAnswer() {}

    static void json(Exchange exchange, int status, JsonNode body) {
        write(
                exchange,
                status,
                "application/json",
                ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** @param body bytes, or a stream that is sent as it is read */
    static void write(Exchange exchange, int status, String type, Object body) {
        nothing(exchange, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
        exchange.getMessage().setBody(body);
    }

    static void nothing(Exchange exchange, int status) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setBody(null);
    }
}
