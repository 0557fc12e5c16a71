package routes.destination.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.deliver.DeliverySettings;
import routes.integration.Effective;
import routes.integration.Fixtures;
import routes.integration.Integration;
import routes.integration.ManagedBy;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;
import routes.integration.type.State;
import routes.integration.validation.Validation;
import routes.problem.Problem;

/** What the API makes of the webhook's Kamelet. */
class WebhookTypeTest {

    private final IntegrationType webhook = new IntegrationTypes(
                    new DefaultCamelContext(), new KameletFolder(Optional.of(Path.of("kamelets"))))
            .named("webhook")
            .orElseThrow();

    @Test
    void the_batchs_limits_reach_the_kamelet_and_are_no_fields_of_their_own() {
        assertThat(webhook.schema().get("properties").has("max_events")).isFalse();
        assertThat(webhook.schema().get("properties").has("max_bytes")).isFalse();
        assertThat(delivery("{\"url\":\"https://a/b\"}").parameters().all())
                .containsEntry("maxEvents", "1")
                .containsEntry("maxBytes", "1000000");
        assertThat(delivery("{\"url\":\"https://a/b\",\"batch\":{\"max_events\":50,\"max_bytes\":9000}}")
                        .parameters()
                        .all())
                .containsEntry("maxEvents", "50")
                .containsEntry("maxBytes", "9000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-tenant: acme", "x-tenant: acme, x-source: siem router", "x-a: b:c;d=e"})
    void extra_headers_are_taken(String headers) {
        assertThat(faults(headers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization: x",
                "x-a: 1, authorization: x",
                "x-a: 1, content-type: text/plain",
                "content-encoding: gzip",
                "host: other",
                "webhook-id: 1",
                "siem-router-hops: 1",
                "camelhttpuri: http://other",
                "X-Tenant: acme",
                "x-a",
                "x-a:",
                "x-a: 1,",
                "x-a: 1\r\nx-b: 2",
                "x-a: {{secret}}"
            })
    void headers_that_would_change_what_the_router_says_are_not(String headers) {
        assertThat(faults(headers)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key", "Authorization", "Siem-Token", "X-Siem-Router-Hops", "Siem-Router"})
    void the_key_goes_in_a_header_of_any_other_name(String name) {
        assertThat(faults("key_header", name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Siem-Router-Hops",
                "siem-router-hops",
                "SIEM-ROUTER-ANYTHING",
                "Webhook-Id",
                "content-type",
                "Idempotency-Key",
                "CamelHttpUri"
            })
    void the_key_goes_in_no_header_of_the_router_s_own(String name) {
        assertThat(faults("key_header", name))
                .extracting(Problem.Fault::pointer)
                .containsExactly("/key_header");
    }

    private List<Problem.Fault> faults(String headers) {
        return faults("headers", headers);
    }

    private List<Problem.Fault> faults(String field, String value) {
        ObjectNode document = Fixtures.json("{\"type\":\"webhook\",\"url\":\"https://a/b\"}");
        document.put(field, value);
        return Validation.check(webhook, document, document).listed();
    }

    private DeliverySettings delivery(String settings) {
        Instant now = Instant.EPOCH;
        return Effective.delivery(
                webhook,
                new Integration(
                        "one", "webhook", State.ACTIVE, ManagedBy.API, Fixtures.json(settings), Map.of(), now, now, 1));
    }
}
