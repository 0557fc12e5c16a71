package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.processor.DefaultExchangeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.accept.rule.Arrivals;
import routes.accept.strip.FieldPolicy;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Kinds;
import routes.event.json.Limits;

/** What a route can look at between accept's steps and in a batch, from Simple; and what it cannot see there. */
class EventsInSimpleTest {

    private static final String CANARY = "canary-3190";
    private static final String GOVERNANCE = Accepting.governance(
            ",\"agent_id\":\"a\\u0067ent \\\"7\\\"\",\"drift_score\":0.50,\"matched_text\":\"" + CANARY + "\"");
    private static final String DLP = Accepting.dlp(",\"reason\":\"" + CANARY + "\",\"action_taken\":\"blocked\"");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AcceptChain chain = new AcceptChain(Limits.defaults(), FieldPolicy.of(Map.of()), Clock.systemUTC());
    private final Exchange exchange = new DefaultExchange(context);

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void between_the_steps_the_body_tells_family_types_and_documented_fields() throws Exception {
        read("[" + GOVERNANCE + "," + DLP + ",7]");

        assertThat(simple("${body.size}")).isEqualTo("3");
        assertThat(simple("${body.family}")).isEqualTo("mixed");
        assertThat(simple("${body[0].family}")).isEqualTo("governance");
        assertThat(simple("${body[0].type}")).isEqualTo("policy.deny");
        assertThat(simple("${body[1].type}")).isEqualTo("dlp.match");
        assertThat(simple("${body[0].text(agent_id)}")).isEqualTo("agent \"7\"");
        assertThat(simple("${body[0].text('drift_score')}")).isEqualTo("0.50");
        assertThat(simple("${body[0].text(tenant_id)}")).isNull();
        assertThat(simple("${body[2].type}")).isNull();
        assertThat(simple("${body[2].rejection.code}")).isEqualTo("not_an_object");
        assertThat(isTrue("${body[0].type} == 'policy.deny' && ${body[1].text(action_taken)} == 'blocked'"))
                .isTrue();
        assertThat(isTrue("${body[0].type} == 'policy.allow'")).isFalse();
    }

    @Test
    void a_field_that_is_not_documented_for_the_family_cannot_be_asked_for_before_the_strip() throws Exception {
        read("[" + GOVERNANCE + "," + DLP + "]");

        assertThat(simple("${body[0].text(matched_text)}")).isNull();
        assertThat(simple("${body[1].text(reason)}")).isNull();
    }

    @Test
    void a_field_that_was_removed_is_not_told_any_more() throws Exception {
        read(Accepting.governance(",\"drift_score\":\"" + CANARY + "\""));
        assertThat(simple("${body[0].text(drift_score)}")).isEqualTo(CANARY);

        chain.steps().get("validateGovernance").process(exchange);

        assertThat(simple("${body[0].text(drift_score)}")).isNull();
    }

    @Test
    void a_batch_tells_the_same() {
        Batch batch = Accepted.batch("[" + GOVERNANCE + "," + DLP + "]");
        exchange.getMessage().setBody(batch);

        assertThat(simple("${body.size} ${body.family}")).isEqualTo("2 mixed");
        assertThat(simple("${body[0].type} ${body[1].severity}")).isEqualTo("policy.deny HIGH");
        assertThat(simple("${body[0].text(agent_id)}")).isEqualTo("agent \"7\"");
        assertThat(simple("${body[0].text(matched_text)}")).isNull();
        assertThat(isTrue("${body[1].severity} == 'HIGH'")).isTrue();
        exchange.getMessage().setBody(Accepted.batch(DLP));
        assertThat(isTrue("${body.family} == 'dlp'")).isTrue();
    }

    @Test
    void what_is_left_of_a_damaged_line_is_looked_at_without_harm() {
        String line = Accepting.governance(",\"agent_id\":\"a\",\"drift_score\":1,\"decision\":{\"action\":\"x\"}");
        for (int end = 1; end <= line.length(); end++) {
            byte[] torn = line.substring(0, end).getBytes(StandardCharsets.UTF_8);
            Event event = new Event(torn, 0, torn.length, 0, 0);
            for (String field : List.of("id", "event_type", "agent_id", "drift_score", "decision")) {
                String text = event.text(field);
                assertThat(text == null || line.contains(text))
                        .as("%s of %s", field, line.substring(0, end))
                        .isTrue();
            }
            assertThat(Kinds.of(torn, 0, torn.length)).isGreaterThanOrEqualTo(Kinds.NONE);
        }
    }

    @Test
    void a_route_splits_a_batch_into_its_events_and_a_bean_is_given_them() throws Exception {
        RouteBuilder.addRoutes(context, routes -> {
            routes.from("direct:split").split(routes.simple("${body}")).to("mock:each");
            routes.from("direct:bean").bean(new Denials());
        });
        MockEndpoint each = context.getEndpoint("mock:each", MockEndpoint.class);
        Batch batch = Accepted.batch("[" + GOVERNANCE + "," + DLP + "]");
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.sendBody("direct:split", batch);
            assertThat(each.getExchanges())
                    .extracting(split -> split.getMessage().getBody(Event.class))
                    .isEqualTo(batch.events());
            assertThat(template.requestBody("direct:bean", batch, Integer.class))
                    .isEqualTo(1);
        }
    }

    /** What somebody may write who has Java after all. */
    public static final class Denials {

        public int of(Batch batch) {
            return (int) batch.events().stream()
                    .filter(event -> event.type().wireName().equals("policy.deny"))
                    .count();
        }
    }

    @Test
    void printed_it_is_a_number_and_never_what_an_event_says() throws Exception {
        read("[" + GOVERNANCE + "," + DLP + "]");
        assertThat(simple("${body}")).isEqualTo("2 events");
        assertThat(simple("${body[0]} ${body.events} ${body.families} ${body[1]}"))
                .doesNotContain(CANARY);
        chain.steps().get("lines").process(exchange);
        assertThat(simple("${body} ${body.lines}")).isEqualTo("2 events accepted, 0 rejected 2 lines");
        exchange.getMessage().setBody(Accepted.batch("[" + GOVERNANCE + "," + DLP + "]"));
        assertThat(simple("${body}")).isEqualTo("2 events");
        assertThat(simple("${body[0]} ${body.events} ${prettyBody} ${bodyOneLine} ${bodyAs(String)}"))
                .doesNotContain("agent", "a1b2c3d4");
    }

    @Test
    void a_log_of_everything_and_a_tracer_print_no_event() throws Exception {
        Batch batch = Accepted.batch("[" + GOVERNANCE + "," + DLP + "]");
        read("[" + GOVERNANCE + "," + DLP + "]");
        Arrivals arrivals = exchange.getMessage().getBody(Arrivals.class);
        Acceptance acceptance = new Accepting().accept(GOVERNANCE);
        DefaultExchangeFormatter everything = new DefaultExchangeFormatter();
        everything.setShowAll(true);
        for (Object body : List.of(
                arrivals,
                arrivals.iterator().next(),
                acceptance,
                acceptance.lines(),
                batch,
                batch.events().get(0))) {
            exchange.getMessage().setBody(body);
            assertThat(everything.format(exchange)
                            + MessageHelper.extractBodyForLogging(exchange.getMessage())
                            + MessageHelper.dumpAsJSon(exchange.getMessage()))
                    .as(body.getClass().getName())
                    .doesNotContain(CANARY, "agent", "a1b2c3d4", "2026-05-26");
        }
    }

    private void read(String json) throws Exception {
        exchange.getMessage().setBody(chain.reader().unmarshal(exchange, json.getBytes(StandardCharsets.UTF_8)));
        assertThat(exchange.getMessage().getBody()).isInstanceOf(Arrivals.class);
    }

    private String simple(String expression) {
        return context.resolveLanguage("simple").createExpression(expression).evaluate(exchange, String.class);
    }

    private boolean isTrue(String predicate) {
        return context.resolveLanguage("simple").createPredicate(predicate).matches(exchange);
    }
}
