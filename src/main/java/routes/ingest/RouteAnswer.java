package routes.ingest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Writes what a route left on its exchange: header {@code CamelHttpResponseCode} (200 where absent), the headers that the filter lets
 * out, and the body. An exception that no error handler took is 500, without a word of it.
 */
final class RouteAnswer {

    private RouteAnswer() {}

    static Future<Void> write(Exchange exchange, RoutingContext request, HeaderFilterStrategy filter) {
        HttpServerResponse response = request.response();
        if (exchange.isFailed()) {
            return response.setStatusCode(500).end();
        }
        Message answer = exchange.getMessage();
        response.setStatusCode(answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class));
        for (Map.Entry<String, Object> header : answer.getHeaders().entrySet()) {
            if (!filter.applyFilterToCamelHeaders(header.getKey(), header.getValue(), exchange)) {
                response.putHeader(header.getKey(), String.valueOf(header.getValue()));
            }
        }
        // the filter keeps it back, as it does what only the request had
        String contentType = answer.getHeader(Exchange.CONTENT_TYPE, String.class);
        if (contentType != null) {
            response.putHeader(Exchange.CONTENT_TYPE, contentType);
        }
        byte[] body = answer.getBody(byte[].class);
        return body == null ? response.end() : response.end(Buffer.buffer(body));
    }
}
