package routes.destination.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.deliver.LogLines;
import routes.destination.CalledSink;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/** The Kamelet in a real Camel, as the deliver route calls it, against an intake on a real socket. */
class DatadogSinkTest {

    private static final String KEY = "0f0f-key-canary&x=%2B";

    private final DatadogEmulator datadog = DatadogEmulator.start(KEY);
    private final Batch three = new Batch(
            List.of(fresh("policy-deny", "0", 0), fresh("policy-deny", "1", 0), fresh("policy-deny", "2", 0)));

    @AfterEach
    void close() {
        datadog.close();
    }

    @Test
    void a_batch_is_one_zipped_request_and_comes_back_as_it_was() {
        Exchange sent = send(three, Map.of());

        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getBody()).isSameAs(three);
        assertThat(sent.getMessage().getHeaders()).isEmpty();
        assertThat(sent.getVariables()).isEmpty();
        assertThat(sent.getProperty(DeliveryException.LEFT_OUT)).isNull();
        assertThat(datadog.ids()).containsExactly("0", "1", "2");
        assertThat(datadog.requests()).hasSize(1);
        assertThat(datadog.requests().get(0).path()).isEqualTo("/api/v2/logs");
        assertThat(datadog.requests().get(0).headers().getFirst("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(datadog.requests().get(0).headers().getFirst("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void nothing_that_came_in_with_the_message_reaches_the_wire() {
        try (CalledSink sink = sink(Map.of("compression", "none"))) {
            sink.send(three, Map.of("CamelHttpUri", "http://127.0.0.1:1", "CamelHttpPath", "/x", "X-Canary", "1"));
        }

        assertThat(datadog.ids()).hasSize(3);
        assertThat(datadog.requests().get(0).headers().keySet())
                .map(String::toLowerCase)
                .containsExactlyInAnyOrder(
                        "dd-api-key", "content-type", "host", "content-length", "connection", "user-agent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/api/v2/logs"})
    void base_and_full_addresses_both_work(String path) {
        try (CalledSink sink = CalledSink.of("siem-datadog-sink", Map.of("apiKey", KEY, "url", datadog.url() + path))) {
            assertThat(sink.send(three).getException()).isNull();
        }
        assertThat(datadog.ids()).hasSize(3);
    }

    @Test
    void without_a_url_the_host_is_that_of_the_site() {
        // a name that no resolver knows (RFC 6761): the request fails after the host was chosen
        try (CalledSink sink = CalledSink.of("siem-datadog-sink", Map.of("apiKey", KEY, "site", "invalid"))) {
            assertThat(sink.send(three).getException())
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("http-intake.logs.invalid");
        }
    }

    @Test
    void settings_reach_the_logs() {
        send(three, Map.of("source", "so", "service", "se", "host", "h", "tags", "team:security, site:lab"));

        DatadogEntry log = datadog.logs().get(0);
        assertThat(log.source()).isEqualTo("so");
        assertThat(log.service()).isEqualTo("se");
        assertThat(log.host()).isEqualTo("h");
        assertThat(log.tags()).containsExactly("team:security", "site:lab", "event_type:policy.deny");
    }

    @Test
    void events_datadog_would_drop_are_told_after_the_others_arrived() {
        Batch mixed = new Batch(List.of(
                fresh("policy-deny", "0", 0),
                fresh("policy-deny", "1", -19),
                fresh("policy-deny", "2", 3),
                fresh("policy-deny", "3", -17)));
        DeliveryException partly = failure(send(mixed, Map.of()));

        assertThat(datadog.ids()).containsExactly("0", "3");
        assertThat(datadog.dropped()).isZero();
        assertThat(outcome(partly, 4))
                .containsExactly("delivered", "datadog_too_old", "datadog_in_the_future", "delivered");
    }

    @Test
    void a_log_datadog_would_cut_off_is_told_after_the_others_arrived() {
        ObjectNode large = Samples.json("policy-deny").put("id", "1").put("note", "x".repeat(1_000_000));
        Event largeNow = Samples.event(large.put("occurred_at", Instant.now().toString()));
        DeliveryException partly = failure(
                send(new Batch(List.of(fresh("dlp-match", "0", 0), largeNow, fresh("dlp-match", "2", 0))), Map.of()));

        assertThat(datadog.ids()).containsExactly("0", "2");
        assertThat(datadog.truncated()).isZero();
        assertThat(outcome(partly, 3)).containsExactly("delivered", "datadog_log_too_large", "delivered");
        assertThat(partly).hasMessageNotContaining("xx");
    }

    @Test
    void a_batch_of_nothing_but_old_events_sends_nothing() {
        Batch old = new Batch(List.of(fresh("policy-deny", "0", -19), fresh("policy-deny", "1", -20)));

        assertThat(outcome(failure(send(old, Map.of())), 2)).containsOnly("datadog_too_old");
        assertThat(datadog.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400,REFUSED", "413,REFUSED", "403,PARKED", "302,PARKED", "500,AGAIN", "408,AGAIN"})
    void a_request_that_fails_settles_nothing_even_where_events_were_left_out(int status, Verdict verdict) {
        datadog.answerNext(status, "Location", datadog.url() + "/elsewhere");
        Batch mixed = new Batch(List.of(fresh("policy-deny", "0", -19), fresh("policy-deny", "1", 0)));
        Exchange sent = send(mixed, Map.of());

        assertThat(failure(sent).rest()).isEqualTo(verdict);
        assertThat(failure(sent).settledSome()).isFalse();
        assertThat(failure(sent).reason().code()).isEqualTo("http_" + status);
        assertThat(sent.getMessage().getHeaders()).isEmpty();
        assertThat(datadog.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:whole", "direct:bare"})
    void a_failure_repeats_the_post_with_the_same_batch(String route) {
        datadog.answerNext(503);
        datadog.limitNext(0);
        datadog.hangUpNext(false);
        try (CalledSink sink = sink(Map.of())) {
            assertThat(sink.sendTo(route, three, Map.of()).getException()).isNull();
        }
        assertThat(datadog.ids()).containsExactly("0", "1", "2");
        assertThat(datadog.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:whole", "direct:bare"})
    void an_intake_that_stays_busy_is_asked_as_often_as_the_callers_policy_says(String route) {
        IntStream.range(0, 7).forEach(i -> datadog.answerNext(503));
        try (CalledSink sink = sink(Map.of())) {
            Exchange sent = sink.sendTo(route, three, Map.of());
            assertThat(failure(sent).rest()).isEqualTo(Verdict.AGAIN);
            assertThat(sent.getMessage().getHeaders().values())
                    .allSatisfy(value -> assertThat(String.valueOf(value)).doesNotContain("canary"));
        }
        assertThat(datadog.requests()).hasSize(4);
    }

    @Test
    void a_limit_that_was_reached_says_how_long_to_wait() {
        datadog.limitNext(7);
        assertThat(failure(send(three, Map.of())).retryAfter()).hasValue(Duration.ofSeconds(7));

        datadog.answerNext(429, "X-RateLimit-Reset", "7", "Retry-After", "3");
        assertThat(failure(send(three, Map.of())).retryAfter()).hasValue(Duration.ofSeconds(3));
    }

    @Test
    void a_refused_key_parks_and_names_both_remedies() {
        datadog.setApiKey("another");
        DeliveryException parked = failure(send(three, Map.of()));

        assertThat(parked.rest()).isEqualTo(Verdict.PARKED);
        assertThat(parked.reason().code()).isEqualTo("http_403");
        assertThat(parked.reason().remedy()).contains("api_key").contains("site");
        assertThat(parked).hasMessageNotContaining("canary");
    }

    @Test
    void an_answer_that_never_came_is_an_io_failure() {
        datadog.hangUpNext(true);
        assertThat(send(three, Map.of()).getException()).isInstanceOf(IOException.class);
        assertThat(datadog.ids()).hasSize(3);
    }

    @Test
    void a_thousand_logs_are_one_request_and_more_are_refused_to_be_halved() {
        List<Event> many = IntStream.range(0, 1_001)
                .mapToObj(i -> fresh("agent-connected", Integer.toString(i), 0))
                .toList();
        assertThat(send(new Batch(many.subList(0, 1_000)), Map.of()).getException())
                .isNull();
        assertThat(datadog.ids()).hasSize(1_000);

        DeliveryException refused = failure(send(new Batch(many), Map.of()));
        assertThat(refused.rest()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.settledSome()).isFalse();
        assertThat(datadog.requests()).hasSize(1);
    }

    @Test
    void a_lone_json_event_works_too() {
        String json = Samples.json("policy-hold")
                .put("occurred_at", Instant.now().toString())
                .toString();
        try (CalledSink sink = sink(Map.of())) {
            assertThat(sink.send(json).getException()).isNull();
            assertThat(failure(sink.send("canary, not an event")).reason().code())
                    .isEqualTo("not_events");
        }
        assertThat(datadog.logs()).hasSize(1);
    }

    @Test
    void connections_are_reused_and_cookies_are_not_kept() {
        try (CalledSink sink = sink(Map.of())) {
            datadog.answerNext(202, "Set-Cookie", "pin=1");
            sink.send(three);
            sink.send(three);
        }
        assertThat(datadog.requests().get(1).headers().containsKey("Cookie")).isFalse();
        assertThat(datadog.connections()).isEqualTo(1);
    }

    @Test
    void the_key_is_in_no_endpoint_no_route_and_no_log_line() {
        LogLines lines = LogLines.capture();
        try (lines;
                CalledSink sink = sink(Map.of())) {
            sink.send(three);
            datadog.answerNext(403);
            sink.sendTo("direct:bare", three, Map.of());

            assertThat(sink.endpointsAndRoutes()).isNotEmpty().allSatisfy(text -> assertThat(text)
                    .doesNotContain("canary"));
        }
        assertThat(lines.all())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("canary").doesNotContain("behavioral_hash"));
    }

    /** A sample that happened this many hours from now. */
    private static Event fresh(String sample, String id, int hours) {
        String at = Instant.now().plus(Duration.ofHours(hours)).toString();
        ObjectNode json = Samples.json(sample).put("id", id);
        return Samples.event(json.put(json.has("ts") ? "ts" : "occurred_at", at));
    }

    private static List<String> outcome(DeliveryException said, int events) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            all.add(
                    said.isDelivered(i)
                            ? "delivered"
                            : said.refusal(i).map(Reason::code).orElse("open"));
        }
        return all;
    }

    private CalledSink sink(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("apiKey", KEY);
        settings.put("url", datadog.url());
        return CalledSink.of("siem-datadog-sink", settings);
    }

    private Exchange send(Batch batch, Map<String, String> settings) {
        try (CalledSink sink = sink(settings)) {
            return sink.send(batch);
        }
    }

    private static DeliveryException failure(Exchange sent) {
        assertThat(sent.getException()).isInstanceOf(DeliveryException.class);
        return (DeliveryException) sent.getException();
    }
}
