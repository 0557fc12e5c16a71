package routes.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** The steps of the calls of what watches the router. */
public final class StatusApi {

    /** Prometheus' text exposition format, which every scraper reads. */
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final Supplier<Optional<String>> obstacle;
    private final Supplier<List<String>> warnings;

    /**
     * @param obstacle why the router cannot take events now, in one sentence; empty where it can
     * @param warnings what keeps it from nothing and should be seen to all the same
     */
    public StatusApi(
            PrometheusMeterRegistry registry, Supplier<Optional<String>> obstacle, Supplier<List<String>> warnings) {
        this.registry = registry;
        this.obstacle = obstacle;
        this.warnings = warnings;
    }

    /** By the ids of their operations in {@code api/openapi.yaml}. */
    public Map<String, Processor> steps() {
        return Map.of("metrics", this::metrics, "health-live", this::live, "health-ready", this::ready);
    }

    private void metrics(Exchange exchange) {
        answer(exchange, 200, PROMETHEUS_TEXT, registry.scrape());
    }

    /** That this answers is all there is to say: a destination that is down is no reason to restart the router. */
    private void live(Exchange exchange) {
        answer(exchange, 200, status("up"));
    }

    private void ready(Exchange exchange) {
        Optional<String> reason = obstacle.get();
        ObjectNode status = reason.map(why -> status("down").put("reason", why)).orElseGet(() -> status("up"));
        List<String> seen = warnings.get();
        if (!seen.isEmpty()) {
            seen.forEach(status.putArray("warnings")::add);
        }
        answer(exchange, reason.isEmpty() ? 200 : 503, status);
    }

    private static ObjectNode status(String status) {
        return JsonNodeFactory.instance.objectNode().put("status", status);
    }

    private static void answer(Exchange exchange, int code, ObjectNode body) {
        answer(exchange, code, "application/json", body.toString());
    }

    private static void answer(Exchange exchange, int code, String type, String body) {
        Message message = exchange.getMessage();
        boolean isHead = "HEAD".equals(message.getHeader(Exchange.HTTP_METHOD));
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, type);
        // the HTTP server leaves it out of HTTP/1.1's answer by itself, but not of HTTP/2's
        message.setBody(isHead ? null : ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }
}
