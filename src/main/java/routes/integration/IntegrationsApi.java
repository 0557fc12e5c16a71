package routes.integration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import routes.deliver.DeadLetterGroup;
import routes.deliver.DeadLetters;

/** The steps of the routes in {@code 30-integrations.camel.yaml}: each reads a request, does one thing and answers. */
public final class IntegrationsApi {

    private static final String COLLECTION = "/api/v1/integrations/siem";

    private final Integrations integrations;
    private final IntegrationTypes types;

    private final DeadLetters deadLetters;

    public IntegrationsApi(Integrations integrations, IntegrationTypes types, DeadLetters deadLetters) {
        this.integrations = integrations;
        this.types = types;
        this.deadLetters = deadLetters;
    }

    /** By the names under which the routes refer to them. */
    public Map<String, Processor> steps() {
        return Map.ofEntries(
                Map.entry("integrationTypes", this::types),
                Map.entry("integrationList", this::list),
                Map.entry("integrationCreate", this::create),
                Map.entry("integrationGet", one(integrations::get)),
                Map.entry("integrationReplace", this::replace),
                Map.entry("integrationPatch", this::patch),
                Map.entry("integrationDelete", this::delete),
                Map.entry("integrationPause", one(integrations::pause)),
                Map.entry("integrationResume", one(integrations::resume)),
                Map.entry("integrationRetryNow", one(integrations::retryNow)),
                Map.entry("integrationDeadLetters", this::deadLetters));
    }

    private void types(Exchange exchange) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("data");
        types.all().forEach(type -> body.withArray("data")
                .addObject()
                .put("type", type.name())
                .put("title", type.title())
                .put("description", type.description())
                .set("schema", type.schema()));
        answer(exchange, 200, body);
    }

    private void list(Exchange exchange) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("data");
        integrations.all().forEach(one -> body.withArray("data").add(IntegrationView.of(one)));
        answer(exchange, 200, body);
    }

    private void create(Exchange exchange) {
        Observed created = integrations.create(ApiRequest.body(exchange));
        answer(exchange, 201, created);
        exchange.getMessage()
                .setHeader("Location", COLLECTION + "/" + created.integration().id());
    }

    private void replace(Exchange exchange) {
        change(exchange, (id, body) -> integrations.replace(id, body, ApiRequest.condition(exchange)));
    }

    private void patch(Exchange exchange) {
        change(exchange, (id, body) -> integrations.patch(id, body, ApiRequest.condition(exchange)));
    }

    private static void change(Exchange exchange, BiFunction<String, ObjectNode, Observed> step) {
        answer(exchange, 200, step.apply(ApiRequest.id(exchange), ApiRequest.body(exchange)));
    }

    private void delete(Exchange exchange) {
        integrations.delete(ApiRequest.id(exchange), ApiRequest.isDiscarding(exchange), ApiRequest.condition(exchange));
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
        message.setBody(null);
    }

    /** Grouped by reason, the most frequent first; the sample is stripped as all events are. */
    private void deadLetters(Exchange exchange) throws IOException {
        String id = integrations.get(ApiRequest.id(exchange)).integration().id();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("total", deadLetters.count(id));
        body.putArray("data");
        for (DeadLetterGroup group : deadLetters.groups(id)) {
            body.withArray("data")
                    .addObject()
                    .put("reason", group.reason())
                    .put("detail", group.detail())
                    .put("count", group.count())
                    .put("first_refused_at", group.firstRefusedAt())
                    .put("last_refused_at", group.lastRefusedAt())
                    .set("sample", group.sample());
        }
        answer(exchange, 200, body);
    }

    private static Processor one(Function<String, Observed> step) {
        return exchange -> answer(exchange, 200, step.apply(ApiRequest.id(exchange)));
    }

    private static void answer(Exchange exchange, int status, Observed observed) {
        answer(exchange, status, IntegrationView.of(observed));
        exchange.getMessage()
                .setHeader("ETag", IfMatch.tag(observed.integration().version()));
    }

    /** Only what is set here goes out: the request's headers, the token among them, stand in the same message. */
    static void answer(Exchange exchange, int status, ObjectNode body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
