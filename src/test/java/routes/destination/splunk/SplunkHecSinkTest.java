package routes.destination.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.deliver.LogLines;
import routes.destination.CalledSink;
import routes.event.Batch;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** The Kamelet in a real Camel, as the deliver route calls it, against a collector on a real socket. */
class SplunkHecSinkTest {

    private static final String TOKEN = "0f0f-token-canary&x=%2B";

    private final SplunkHecEmulator splunk = SplunkHecEmulator.start(TOKEN);
    private final CalledSink sink = CalledSink.of("siem-splunk-hec-sink", Map.of("url", splunk.url(), "token", TOKEN));
    private final Batch three = Samples.batch("policy-deny", 3);

    @AfterEach
    void close() {
        sink.close();
        splunk.close();
    }

    @Test
    void a_batch_is_one_request_and_comes_back_as_it_was() {
        Exchange sent = sink.send(three);

        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getBody()).isSameAs(three);
        assertThat(sent.getMessage().getHeaders()).isEmpty();
        assertThat(sent.getVariables()).isEmpty();
        assertThat(splunk.requests()).hasSize(1);
        assertThat(splunk.ids()).containsExactly("0", "1", "2");
        assertThat(splunk.indexed().get(0).sourceType().asText()).isEqualTo("mitrity:governance");
        assertThat(splunk.indexed().get(0).index().isMissingNode()).isTrue();
    }

    @Test
    void nothing_that_came_in_with_the_message_reaches_the_wire() {
        Exchange sent = sink.send(
                three,
                Map.of("CamelHttpUri", "http://127.0.0.1:1", "CamelHttpPath", "/x", "X-Canary", "1", "Cookie", "a=b"));

        assertThat(sent.getException()).isNull();
        SplunkHecRequest request = splunk.requests().get(0);
        assertThat(request.path()).isEqualTo("/services/collector/event");
        assertThat(request.headers().keySet())
                .map(String::toLowerCase)
                .containsExactlyInAnyOrder(
                        "authorization",
                        "content-type",
                        "host",
                        "content-length",
                        "connection",
                        "user-agent",
                        "x-splunk-request-channel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/services/collector/event", "/services/collector", "/services/collector/event/1.0"})
    void base_and_full_addresses_both_work(String path) {
        try (CalledSink addressed =
                CalledSink.of("siem-splunk-hec-sink", Map.of("url", splunk.url() + path, "token", TOKEN))) {
            assertThat(addressed.send(three).getException()).isNull();
        }
        assertThat(splunk.ids()).hasSize(3);
        assertThat(splunk.requests().get(0).path()).isEqualTo(path.length() > 1 ? path : "/services/collector/event");
    }

    @Test
    void gzip_sends_fewer_bytes_and_the_same_events() {
        Batch many = Samples.batch("dlp-match", 200);
        sink.send(many);
        try (CalledSink zipped = CalledSink.of(
                "siem-splunk-hec-sink", Map.of("url", splunk.url(), "token", TOKEN, "compression", "gzip"))) {
            assertThat(zipped.send(many).getException()).isNull();
        }

        assertThat(splunk.indexed()).hasSize(400);
        assertThat(splunk.requests().get(1).headers().getFirst("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(splunk.requests().get(1).bytes())
                .isLessThan(splunk.requests().get(0).bytes() / 5);
    }

    @Test
    void settings_reach_the_envelope() {
        Map<String, String> settings = Map.of(
                "url", splunk.url(), "token", TOKEN, "sourceType", "st", "source", "s", "index", "i", "host", "h");
        try (CalledSink set = CalledSink.of("siem-splunk-hec-sink", settings)) {
            set.send(three);
        }

        SplunkHecIndex.Entry entry = splunk.indexed().get(0);
        assertThat(entry.sourceType().asText()).isEqualTo("st");
        assertThat(entry.source().asText()).isEqualTo("s");
        assertThat(entry.index().asText()).isEqualTo("i");
        assertThat(entry.host().asText()).isEqualTo("h");
    }

    @Test
    void connections_are_reused_and_cookies_are_not_kept() {
        splunk.answerNext(200, "{\"text\":\"Success\",\"code\":0}", "Set-Cookie", "pin=1");
        sink.send(three);
        sink.send(three);

        assertThat(splunk.requests().get(1).headers().containsKey("Cookie")).isFalse();
        assertThat(splunk.connections()).isEqualTo(1);
    }

    @Test
    void two_integrations_of_one_address_share_no_connection() {
        sink.send(three);
        sink.sendTo("direct:whole", three, Map.of());

        assertThat(splunk.connections()).isEqualTo(2);
        assertThat(splunk.requests().get(0).headers().getFirst("User-Agent")).isEqualTo("siem-router/once");
        assertThat(splunk.requests().get(1).headers().getFirst("User-Agent")).isEqualTo("siem-router/whole");
    }

    @Test
    void a_lone_json_event_or_array_works_too() {
        assertThat(sink.send(Samples.json("policy-hold").toString()).getException())
                .isNull();
        assertThat(sink.send("[" + Samples.json("dlp-match") + "," + Samples.json("policy-deny") + "]")
                        .getException())
                .isNull();

        assertThat(splunk.indexed()).hasSize(3);
    }

    @Test
    void every_form_of_a_lone_event_arrives_stripped_and_comes_back_as_a_batch() {
        for (Object body : Samples.loneBodies("policy-deny")) {
            Exchange sent = sink.send(body);
            assertThat(sent.getException()).isNull();
            assertThat(sent.getMessage().getBody()).isInstanceOf(Batch.class);
        }
        sink.send(Samples.json("policy-deny").put("matched_text", "canary").toString());

        assertThat(splunk.indexed()).hasSize(7).allSatisfy(entry -> assertThat(entry.event())
                .isEqualTo(Samples.json("policy-deny")));
    }

    @Test
    void an_array_with_one_event_that_is_none_is_refused_as_a_whole_and_says_which() {
        Exchange sent =
                sink.send("[" + Samples.json("policy-deny") + ",{\"event_type\":\"policy.deny\",\"x\":\"canary\"}]");

        assertThat(failure(sent).rest()).isEqualTo(Verdict.REFUSED);
        assertThat(failure(sent).reason().detail())
                .contains("event 1", "missing_field")
                .doesNotContain("canary");
        assertThat(splunk.requests()).isEmpty();
    }

    @Test
    void a_body_that_is_no_event_is_refused_without_being_quoted() {
        Exchange sent = sink.send("canary, not an event");

        assertThat(failure(sent).reason().code()).isEqualTo("not_events");
        assertThat(sent.getException()).hasMessageNotContaining("canary").hasNoCause();
        assertThat(splunk.requests()).isEmpty();
    }

    @Test
    void what_splunk_asks_to_wait_is_passed_on_and_the_request_is_not_repeated_here() {
        splunk.answerNext(429, "{\"text\":\"Queue is full\",\"code\":26}", "Retry-After", "0");
        DeliveryException again = failure(sink.send(three));

        assertThat(again.rest()).isEqualTo(Verdict.AGAIN);
        assertThat(again.retryAfter()).hasValue(Duration.ZERO);
        assertThat(splunk.requests()).hasSize(1);
        assertThat(splunk.indexed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403,PARKED", "301,PARKED", "503,AGAIN", "413,REFUSED", "200,AGAIN"})
    void a_reply_of_html_is_judged_by_its_status(int status, Verdict verdict) {
        splunk.answerNext(status, "<html>" + "x".repeat(200_000) + "</html>", "Location", splunk.url() + "/elsewhere");
        Exchange sent = sink.send(three);

        assertThat(failure(sent).rest()).isEqualTo(verdict);
        assertThat(splunk.requests()).hasSize(1);
        assertThat(sent.getMessage().getHeaders()).doesNotContainKey("Authorization");
    }

    @Test
    void the_remainder_of_a_partly_taken_batch_can_be_sent_without_loss_or_duplicates() {
        splunk.busyNext(2);
        DeliveryException partly = failure(sink.send(three));
        List<Integer> rest = List.of(0, 1, 2).stream()
                .filter(i -> !partly.isDelivered(i) && partly.refusal(i).isEmpty())
                .toList();
        sink.send(Samples.part(three, rest.get(0), 3));

        assertThat(splunk.ids()).containsExactly("0", "1", "2");
    }

    @Test
    void a_batch_over_the_limit_is_not_sent() {
        try (CalledSink small = CalledSink.of(
                "siem-splunk-hec-sink", Map.of("url", splunk.url(), "token", TOKEN, "maxBytes", "1024"))) {
            assertThat(failure(small.send(three)).reason().code()).isEqualTo("request_too_large");
            assertThat(splunk.requests()).isEmpty();
            assertThat(small.send(Samples.part(three, 0, 1)).getException()).isNull();
        }
    }

    @Test
    void a_connection_that_breaks_or_a_reply_that_never_comes_is_an_io_failure() {
        splunk.breakNext(100);
        assertThat(sink.send(three).getException()).isInstanceOf(IOException.class);

        splunk.swallowNext();
        assertThat(sink.send(three).getException()).isInstanceOf(IOException.class);

        splunk.stallNext();
        try (CalledSink hasty = CalledSink.of(
                "siem-splunk-hec-sink", Map.of("url", splunk.url(), "token", TOKEN, "responseTimeout", "200"))) {
            assertThat(hasty.send(three).getException()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:whole", "direct:bare"})
    void a_failure_repeats_the_post_with_the_same_batch(String route) {
        for (Consumer<SplunkHecEmulator> fault : List.<Consumer<SplunkHecEmulator>>of(
                emulator -> emulator.answerNext(503, "busy"),
                emulator -> emulator.breakNext(100),
                emulator -> emulator.answerNext(200, "<html>portal</html>"))) {
            fault.accept(splunk);
        }
        Exchange sent = sink.sendTo(route, three, Map.of());

        assertThat(sent.getException()).isNull();
        assertThat(splunk.ids()).containsExactly("0", "1", "2");
        assertThat(sink.calls(route)).isEqualTo(1);
    }

    @Test
    void redeliveries_that_are_used_up_leave_the_batch_and_no_token() {
        for (int i = 0; i < 4; i++) {
            splunk.answerNext(503, "{\"text\":\"Server is busy\",\"code\":9}");
        }
        Exchange sent = sink.sendTo("direct:whole", three, Map.of());

        assertThat(failure(sent).reason().code()).isEqualTo("hec_9");
        assertThat(sent.getMessage().getBody()).isSameAs(three);
        assertThat(sent.getMessage().getHeaders().values())
                .allSatisfy(value -> assertThat(String.valueOf(value)).doesNotContain("canary"));
        assertThat(splunk.requests()).hasSize(4);
    }

    @Test
    void the_token_is_in_no_endpoint_no_route_and_no_log_line() {
        LogLines lines = LogLines.capture();
        try (lines;
                CalledSink watched =
                        CalledSink.of("siem-splunk-hec-sink", Map.of("url", splunk.url(), "token", TOKEN))) {
            watched.send(three);
            splunk.answerNext(403, "{\"text\":\"Invalid token\",\"code\":4}");
            watched.sendTo("direct:bare", three, Map.of());

            assertThat(watched.endpointsAndRoutes()).isNotEmpty().allSatisfy(text -> assertThat(text)
                    .doesNotContain("canary"));
        }
        assertThat(lines.all())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("canary").doesNotContain("behavioral_hash"));
    }

    private static DeliveryException failure(Exchange sent) {
        assertThat(sent.getException()).isInstanceOf(DeliveryException.class);
        return (DeliveryException) sent.getException();
    }
}
