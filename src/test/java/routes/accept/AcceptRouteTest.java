package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.accept.strip.FieldPolicy;
import routes.event.json.Limits;

/** The contract of {@code direct:accept}, docs/adding-a-source.md: the route as it is shipped, with a mock where the journal is. */
class AcceptRouteTest extends CamelMainTestSupport {

    private static final String GOOD = Accepting.governance(",\"reason\":\"größer als erlaubt\"");

    private final MeterRegistry metrics = new SimpleMeterRegistry();

    /** The context is started by the test, when the route was advised. */
    @Override
    public void configureTest(TestExecutionConfiguration test) {
        super.configureTest(test);
        test.withUseAdviceWith(true);
    }

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.withRoutesIncludePattern("classpath:routes/20-accept.camel.yaml");
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:json").marshal().json();
            }
        };
    }

    /** The route alone: the product's settings would bring all its routes. */
    @Override
    protected String getPropertyPlaceholderLocations() {
        return "false";
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        AcceptChain chain = new AcceptChain(Limits.defaults(), FieldPolicy.of(Map.of()), Clock.systemUTC());
        registry.bind("events", chain.reader());
        chain.steps().forEach((name, step) -> registry.bind(name, Processor.class, step));
        NobodyHome nobodyHome = Accepting.everybodyHome(metrics);
        registry.bind("nobodyHome", Processor.class, nobodyHome);
        registry.bind("acceptCounters", Processor.class, new AcceptCounters(metrics, nobodyHome));
    }

    @BeforeEach
    void put_a_mock_in_the_journal_s_place() throws Exception {
        AdviceWith.adviceWith(context, "accept", advice -> advice.weaveById("accept-append")
                .replace()
                .to("mock:journal"));
        context.start();
    }

    @Test
    void bytes_text_a_stream_and_a_file_are_one_request_each(@TempDir Path folder) throws Exception {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("one.json"), bytes);
        MockEndpoint journal = getMockEndpoint("mock:journal");
        journal.expectedMessageCount(4);

        for (Object body : List.of(bytes, GOOD, new ByteArrayInputStream(bytes), file)) {
            assertThat(accept(body, "").accepted()).isEqualTo(1);
        }

        journal.assertIsSatisfied();
        assertThat(journal.getExchanges()).allSatisfy(taken -> assertThat(
                        Accepting.lines(taken.getMessage().getBody(Acceptance.class)))
                .containsExactly(GOOD));
    }

    @Test
    void the_result_says_how_many_were_accepted_and_which_were_rejected_and_why() throws Exception {
        String own = Accepting.governance("").replace("policy.deny", "router.started");
        Acceptance answer = accept(GOOD + "\n\n{broken\n" + own + "\n" + GOOD, "application/x-ndjson");

        assertThat(answer)
                .hasToString(
                        "2 events accepted, 2 rejected: event 1 malformed_json, event 2 reserved_type at /event_type");
        assertThat(said(answer, "${body.accepted} ${body.removedFields} ${body.isAnyRejected}"))
                .isEqualTo("2 0 true");
        assertThat(said(answer, "${body.rejections[1].index} ${body.rejections[1].code} ${body.rejections[1].pointer}"))
                .isEqualTo("2 reserved_type /event_type");
    }

    @Test
    void where_every_event_is_rejected_the_result_says_so_and_nothing_is_thrown() {
        assertThat(accept("[7]", "").isAnyAccepted()).isFalse();
    }

    @Test
    void what_cannot_be_read_is_thrown_with_a_code_and_is_never_taken() throws Exception {
        getMockEndpoint("mock:journal").expectedMessageCount(0);

        assertThat(codeOf("[{\"canary\":")).isEqualTo("malformed_json");
        assertThat(codeOf(" ")).isEqualTo("empty_request");
        assertThat(codeOf(null)).isEqualTo("empty_request");
        assertThat(codeOf(Map.of("canary", 1))).isEqualTo("not_bytes");

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void where_the_journal_is_full_the_caller_has_its_exception_and_nothing_is_counted() {
        IOException full = new IOException("the disk's reserve is reached");
        getMockEndpoint("mock:journal").whenAnyExchangeReceived(exchange -> exchange.setException(full));

        assertThat(send(GOOD, "").getException()).isSameAs(full);
        assertThat(metrics.get("siem.events.taken").counters())
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }

    @Test
    void as_json_the_result_is_what_a_producer_is_told_over_http() {
        String told = template.requestBody("direct:json", accept("[" + GOOD + ",7]", ""), String.class);

        assertThat(told)
                .isEqualTo("{\"accepted\":1,\"rejected\":[{\"index\":1,\"code\":\"not_an_object\",\"pointer\":\"\"}],"
                        + "\"removed_fields\":0}");
    }

    private String codeOf(Object body) {
        Exception thrown = send(body, "").getException();
        assertThat(thrown).isInstanceOf(UnreadableRequestException.class).hasMessageNotContaining("canary");
        return ((UnreadableRequestException) thrown).code();
    }

    private Acceptance accept(Object body, String contentType) {
        Exchange answered = send(body, contentType);
        assertThat(answered.getException()).isNull();
        return answered.getMessage().getBody(Acceptance.class);
    }

    private Exchange send(Object body, String contentType) {
        return template.send("direct:accept", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, contentType);
        });
    }

    private String said(Acceptance answer, String simple) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(answer);
        return context.resolveLanguage("simple").createExpression(simple).evaluate(exchange, String.class);
    }
}
