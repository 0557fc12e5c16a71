package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.accept.Accepted;
import routes.accept.Accepting;
import routes.event.Batch;

/**
 * The Kamelet of examples/json-shape by itself, with a mock where its request is sent. To test a Kamelet of your own, copy this and name your
 * folder and Kamelet; on the packaged jar and against a server it is {@link JsonShapeExampleIT}.
 */
class IncidentSinkTest extends CamelMainTestSupport {

    /** The route alone: the product's settings would bring all its routes. */
    @Override
    protected String getPropertyPlaceholderLocations() {
        return "false";
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext made = super.createCamelContext();
        made.getComponent("kamelet", KameletComponent.class).setLocation("file:examples/json-shape");
        return made;
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:events").to("kamelet:incident-sink/test?url=http://127.0.0.1:9/x&key=k-1&team=night");
            }
        };
    }

    @BeforeEach
    void put_a_mock_in_the_server_s_place() throws Exception {
        AdviceWith.adviceWith(
                context, "test", advice -> advice.weaveById("post*").replace().to("mock:post"));
    }

    @Test
    void a_batch_becomes_one_request_and_is_handed_back() throws Exception {
        Batch batch =
                Accepted.batch("[" + Accepting.governance(",\"reason\":\"a, b)\"") + "," + Accepting.dlp("") + "]");
        MockEndpoint post = getMockEndpoint("mock:post");
        post.expectedMessageCount(1);

        assertThat(template.requestBody("direct:events", batch)).isEqualTo(batch);

        post.assertIsSatisfied();
        JsonNode request = request(post.getExchanges().get(0));
        assertThat(request.path("team").asText()).isEqualTo("night");
        assertThat(request.path("incidents").findValuesAsText("what")).isEqualTo(List.of("policy.deny", "dlp.match"));
        assertThat(request.at("/incidents/0/why").asText()).isEqualTo("a, b)");
        assertThat(request.at("/incidents/1/why").isNull()).isTrue();
    }

    @Test
    void what_is_no_event_fails_before_anything_is_sent() throws Exception {
        MockEndpoint post = getMockEndpoint("mock:post");
        post.expectedMessageCount(0);

        Exchange failed =
                template.send("direct:events", exchange -> exchange.getMessage().setBody("{\"canary\":1}"));

        assertThat(failed.getException())
                .hasStackTraceContaining("event 0 is not an event")
                .hasMessageNotContaining("canary");
        post.assertIsSatisfied();
    }

    private static JsonNode request(Exchange sent) throws Exception {
        return new ObjectMapper().readTree(sent.getVariable("request", byte[].class));
    }
}
