package routes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.integration.IfMatch;
import routes.integration.lifecycle.Announcement;
import routes.integration.lifecycle.BeforeChange;
import routes.integration.lifecycle.IntegrationActs;
import routes.integration.lifecycle.Integrations;
import routes.integration.lifecycle.Made;
import routes.integration.lifecycle.Observed;
import routes.integration.type.IntegrationTypes;

/** The steps of the calls about integrations: each reads a request, does one thing and answers. */
public final class IntegrationsApi {

    static final String COLLECTION = "/api/v1/integrations/siem";

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final IntegrationActs acts;

    public IntegrationsApi(Integrations integrations, IntegrationTypes types, IntegrationActs acts) {
        this.integrations = integrations;
        this.types = types;
        this.acts = acts;
    }

    /** By the ids of their operations in {@code api/openapi.yaml}. */
    public Map<String, Processor> steps() {
        return Map.ofEntries(
                Map.entry("integration-types", this::types),
                Map.entry("integration-list", this::list),
                Map.entry("integration-create", this::create),
                Map.entry("integration-get", this::get),
                Map.entry("integration-replace", this::replace),
                Map.entry("integration-patch", this::patch),
                Map.entry("integration-delete", this::delete),
                Map.entry("integration-pause", in("integration_paused", integrations::pause)),
                Map.entry("integration-resume", in("integration_resumed", integrations::resume)),
                Map.entry("integration-retry-now", this::retryNow));
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
        ObjectNode body = ApiRequest.body(exchange);
        Made made = ApiRequest.idempotencyKey(exchange)
                .map(key -> integrations.createOnce(body, key))
                .orElseGet(() -> new Made(integrations.create(body), true));
        created(exchange, made);
    }

    private void created(Exchange exchange, Made made) {
        if (made.isNew()) {
            acts.created(exchange, made.observed().integration());
        }
        answer(exchange, 201, made.observed());
        exchange.getMessage()
                .setHeader(
                        "Location",
                        COLLECTION + "/" + made.observed().integration().id());
    }

    /** Or makes one, where there is none of the id, and the body says what it would be. */
    private void replace(Exchange exchange) {
        String id = ApiRequest.id(exchange);
        ObjectNode body = ApiRequest.body(exchange);
        Optional<Observed> created =
                body.has("type") ? integrations.createAs(id, body, ApiRequest.condition(exchange)) : Optional.empty();
        if (created.isPresent()) {
            created(exchange, new Made(created.get(), true));
            return;
        }
        Announcement told = acts.changing(exchange);
        Observed after = integrations.replace(id, body, ApiRequest.condition(exchange), told);
        told.record();
        answer(exchange, 200, after);
    }

    private void patch(Exchange exchange) {
        Announcement told = acts.changing(exchange);
        Observed after = integrations.patch(
                ApiRequest.id(exchange), ApiRequest.body(exchange), ApiRequest.condition(exchange), told);
        told.record();
        answer(exchange, 200, after);
    }

    private void delete(Exchange exchange) {
        boolean isDiscarding = "true".equals(ApiRequest.query(exchange).get("discard_pending"));
        Announcement told = acts.deleting(exchange, isDiscarding);
        integrations.delete(ApiRequest.id(exchange), isDiscarding, ApiRequest.condition(exchange), told);
        told.record();
        ApiAnswer.nothing(exchange, 204);
    }

    private void get(Exchange exchange) {
        answer(exchange, 200, integrations.get(ApiRequest.id(exchange)));
    }

    private Processor in(String act, BiFunction<String, BeforeChange, Observed> step) {
        return exchange -> {
            Announcement told = acts.turning(exchange, act);
            Observed after = step.apply(ApiRequest.id(exchange), told);
            told.record();
            answer(exchange, 200, after);
        };
    }

    private void retryNow(Exchange exchange) {
        Observed retried = integrations.retryNow(ApiRequest.id(exchange));
        acts.done(exchange, "integration_retried", retried.integration().id(), Map.of());
        answer(exchange, 200, retried);
    }

    private static void answer(Exchange exchange, int status, Observed observed) {
        ApiAnswer.json(exchange, status, IntegrationView.of(observed));
        exchange.getMessage()
                .setHeader("ETag", IfMatch.tag(observed.integration().version()));
    }
}
