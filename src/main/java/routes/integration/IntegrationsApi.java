package routes.integration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The steps of the routes in {@code 30-integrations.camel.yaml}: each reads a request, does one thing and answers. */
public final class IntegrationsApi {

    static final String COLLECTION = "/api/v1/integrations/siem";

    private final Integrations integrations;
    private final IntegrationTypes types;

    public IntegrationsApi(Integrations integrations, IntegrationTypes types) {
        this.integrations = integrations;
        this.types = types;
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
                Map.entry("integrationRetryNow", one(integrations::retryNow)));
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
        ApiAnswer.json(exchange, 200, body);
    }

    private void list(Exchange exchange) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("data");
        integrations.all().forEach(one -> body.withArray("data").add(IntegrationView.of(one)));
        ApiAnswer.json(exchange, 200, body);
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
        ApiAnswer.nothing(exchange, 204);
    }

    private static Processor one(Function<String, Observed> step) {
        return exchange -> answer(exchange, 200, step.apply(ApiRequest.id(exchange)));
    }

    private static void answer(Exchange exchange, int status, Observed observed) {
        ApiAnswer.json(exchange, status, IntegrationView.of(observed));
        exchange.getMessage()
                .setHeader("ETag", IfMatch.tag(observed.integration().version()));
    }
}
