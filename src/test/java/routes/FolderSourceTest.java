package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.accept.Accepting;
import routes.accept.UnreadableRequestException;

/**
 * The source of docs/adding-a-source.md by itself: its route file as it stands there, with a mock where the router is. To test a route file
 * of your own, copy this and name your file in {@link #configure}.
 */
class FolderSourceTest extends CamelMainTestSupport {

    private static final String ACCEPTED = Accepting.governance("");
    private static final String REJECTED = "{\"id\":\"e-1\",\"event_type\":\"policy.deny\"}";

    @TempDir
    private Path folder;

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        try {
            String route = new DocumentWalk("docs/adding-a-source.md").file("folder.camel.yaml");
            Path file = Files.writeString(
                    folder.resolve("folder.camel.yaml"), route.replace("{{env:WALK:walk}}", folder.toString()));
            configuration.withRoutesIncludePattern("file:" + file);
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    /** The route alone: the product's settings would bring all its routes. */
    @Override
    protected String getPropertyPlaceholderLocations() {
        return "false";
    }

    /** The context is started by the test, when the route was advised. */
    @Override
    public void configureTest(TestExecutionConfiguration test) {
        super.configureTest(test);
        test.withUseAdviceWith(true);
    }

    @BeforeEach
    void put_a_mock_in_the_router_s_place() throws Exception {
        AdviceWith.adviceWith(context, "walk-folder", advice -> advice.weaveByToUri("direct:accept")
                .replace()
                .to("mock:accept"));
    }

    @Test
    void what_the_router_cannot_take_now_is_tried_again_until_it_does() throws Exception {
        MockEndpoint accept = getMockEndpoint("mock:accept");
        accept.whenExchangeReceived(
                1, exchange -> exchange.setException(new IOException("the disk's reserve is reached")));
        accept.whenExchangeReceived(2, FolderSourceTest::accept);
        accept.expectedMessageCount(2);
        accept.expectedHeaderReceived(Exchange.CONTENT_TYPE, "application/x-ndjson");
        start(ACCEPTED);

        accept.assertIsSatisfied();
        awaitFile("done/events.jsonl");
        assertThat(folder.resolve("done/events.jsonl.reasons.json")).doesNotExist();
    }

    @Test
    void an_event_that_was_rejected_is_told_beside_the_file() throws Exception {
        getMockEndpoint("mock:accept").whenAnyExchangeReceived(FolderSourceTest::accept);
        start(REJECTED);

        awaitFile("done/events.jsonl");
        assertThat(folder.resolve("done/events.jsonl.reasons.json"))
                .hasContent("{\"accepted\":0,\"rejected\":[{\"index\":0,\"code\":\"missing_field\","
                        + "\"pointer\":\"/occurred_at\"}],\"removed_fields\":0}");
    }

    @Test
    void a_file_that_cannot_be_read_at_all_is_in_failed_with_the_code_and_is_not_tried_again() throws Exception {
        MockEndpoint accept = getMockEndpoint("mock:accept");
        accept.whenAnyExchangeReceived(exchange ->
                exchange.setException(new UnreadableRequestException("too_many_events", "More than 10,000 events.")));
        accept.expectedMessageCount(1);
        start("any");

        awaitFile("failed/events.jsonl");
        assertThat(folder.resolve("failed/events.jsonl.reasons.json")).hasContent("{\"code\":\"too_many_events\"}");
        accept.assertIsSatisfied();
    }

    @Test
    void a_file_s_name_is_a_name_and_nothing_more() throws Exception {
        String name = "a&fileExist=Append?${sys.java.home}{{x}}.jsonl";
        getMockEndpoint("mock:accept").whenAnyExchangeReceived(FolderSourceTest::accept);
        Files.writeString(Files.createDirectories(folder.resolve("in")).resolve(name), REJECTED);
        context.start();

        awaitFile("done/" + name);
        assertThat(folder.resolve("done/" + name + ".reasons.json")).exists();
    }

    private void start(String content) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("in")).resolve("events.jsonl"), content);
        context.start();
    }

    private void awaitFile(String name) {
        Await.until(name + " is there", () -> Files.exists(folder.resolve(name)), () -> "");
    }

    /** What the router makes of the body it is given. */
    private static void accept(Exchange exchange) {
        exchange.getMessage()
                .setBody(new Accepting().accept(exchange.getMessage().getBody(String.class)));
    }
}
