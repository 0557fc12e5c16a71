package routes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.deliver.probe.ConnectionTests;
import routes.deliver.probe.TestStage;
import routes.deliver.probe.TestedDestination;
import routes.integration.Effective;
import routes.integration.Integration;
import routes.integration.ManagedBy;
import routes.integration.Problems;
import routes.integration.lifecycle.IntegrationActs;
import routes.integration.lifecycle.Integrations;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.validation.Changes;

/** The steps that test the connection of an integration, stored or not yet. Nothing is stored, and delivery goes on meanwhile. */
public final class ConnectionTestApi {

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final ConnectionTests tests;
    private final IntegrationActs acts;

    public ConnectionTestApi(
            Integrations integrations, IntegrationTypes types, ConnectionTests tests, IntegrationActs acts) {
        this.integrations = integrations;
        this.types = types;
        this.tests = tests;
        this.acts = acts;
    }

    /** By the ids of their operations in {@code api/openapi.yaml}. */
    public Map<String, Processor> steps() {
        return Map.of("integration-test-unsaved", this::unsaved, "integration-test", this::stored);
    }

    private void unsaved(Exchange exchange) throws InterruptedException {
        ObjectNode body = ApiRequest.body(exchange);
        IntegrationType type = Changes.typeOf(types, body);
        String key = UUID.randomUUID().toString();
        Integration integration = Integration.create(key, ManagedBy.API, Changes.created(type, body), Instant.now());
        answer(exchange, key, type, integration, "(unsaved)");
    }

    private void stored(Exchange exchange) throws InterruptedException {
        String id = ApiRequest.id(exchange);
        Integration integration = integrations.usable(id);
        IntegrationType type = types.named(integration.type()).orElseThrow(() -> Problems.typeGone(integration.type()));
        answer(exchange, id, type, integration, id);
    }

    private void answer(Exchange exchange, String key, IntegrationType type, Integration integration, String named)
            throws InterruptedException {
        try {
            List<TestStage> stages =
                    tests.run(destination(key, type, integration)).orElseThrow(() -> Problems.testRunning(key));
            boolean isOk = stages.stream().allMatch(TestStage::ok);
            acts.done(exchange, "connection_tested", named, Map.of("type", type.name(), "ok", isOk));
            ApiAnswer.json(exchange, 200, report(stages));
        } catch (RejectedExecutionException tooMany) {
            throw Problems.tooManyTests();
        }
    }

    private static TestedDestination destination(String key, IntegrationType type, Integration integration) {
        ObjectNode settings = Effective.used(type, integration);
        Function<String, Optional<String>> values = name -> type.settings().stream()
                .filter(parameter -> parameter.name().equals(name) && settings.has(parameter.field()))
                .map(parameter -> settings.get(parameter.field()).asText())
                .findFirst();
        Optional<String> address = type.addresses().stream()
                .flatMap(template -> template.fill(values).stream())
                .findFirst();
        return new TestedDestination(
                key,
                type.template(),
                Effective.delivery(type, integration).parameters(),
                address,
                !integration.secrets().isEmpty(),
                type.credentialCodes());
    }

    private static ObjectNode report(List<TestStage> stages) {
        ObjectNode report =
                JsonNodeFactory.instance.objectNode().put("ok", stages.stream().allMatch(TestStage::ok));
        stages.forEach(stage -> report.withArray("stages")
                .addObject()
                .put("stage", stage.stage())
                .put("ok", stage.ok())
                .put("ms", stage.millis())
                .put("code", stage.reason().code())
                .put("detail", stage.reason().detail())
                .put("remedy", stage.reason().remedy()));
        return report;
    }
}
