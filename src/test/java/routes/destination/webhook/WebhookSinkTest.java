package routes.destination.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.deliver.LogLines;
import routes.destination.CalledSink;
import routes.destination.http.Receiver;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** The Kamelet in a real Camel, as the deliver route calls it, against a receiver on a real socket. */
class WebhookSinkTest {

    private static final String TOKEN = "0f0f-token-canary&x=%2B#";

    private final Receiver receiver = Receiver.plain();
    private final Event event = Samples.event("dlp-match");
    private final Batch one = new Batch(List.of(event));

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy-deny", "dlp-match-legacy", "audit-redact"})
    void one_event_is_one_post_of_its_own_bytes(String sample) {
        Event sampled = Samples.event(sample);
        Batch batch = new Batch(List.of(sampled));
        Exchange sent = send(batch, Map.of());

        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getBody()).isSameAs(batch);
        assertThat(sent.getMessage().getHeaders()).isEmpty();
        assertThat(sent.getVariables()).isEmpty();
        Receiver.Request request = request(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/webhook");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.body()).asString().isEqualTo(sampled.json());
    }

    @Test
    void nothing_but_the_routers_own_headers_reaches_the_wire() {
        try (CalledSink sink = sink(Map.of())) {
            sink.send(one, Map.of("CamelHttpUri", "http://127.0.0.1:1", "X-Canary", "1", "webhook-signature", "x"));
        }
        assertThat(request(0).headers().keySet())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrder(
                        "content-type",
                        "host",
                        "content-length",
                        "connection",
                        "user-agent",
                        "webhook-id",
                        "idempotency-key");
    }

    @Test
    void more_than_one_event_a_request_is_always_an_array() {
        Batch three = Samples.batch("policy-deny", 3);
        send(three, Map.of("maxEvents", "100"));
        send(one, Map.of("maxEvents", "100"));

        assertThat(request(0).body())
                .asString()
                .isEqualTo("[" + three.events().get(0).json() + ","
                        + three.events().get(1).json() + ","
                        + three.events().get(2).json() + "]");
        assertThat(request(1).body()).asString().isEqualTo("[" + event.json() + "]");
    }

    @Test
    void a_lone_json_event_or_array_works_too() {
        try (CalledSink sink = sink(Map.of())) {
            sink.send(Samples.json("policy-hold").toString());
            sink.send("[" + Samples.json("dlp-match") + "," + Samples.json("policy-deny") + "]");
        }
        assertThat(request(0).body()).asString().startsWith("{\"id\":");
        assertThat(request(1).body()).asString().startsWith("[{").endsWith("}]");
    }

    @Test
    void every_form_of_a_lone_event_is_the_same_post_as_the_batch() {
        try (CalledSink sink = sink(Map.of())) {
            for (Object body : Samples.loneBodies("dlp-match")) {
                assertThat(sink.send(body).getException()).isNull();
            }
            sink.send(Samples.json("dlp-match").put("matched_text", "canary").toString());
        }
        assertThat(receiver.requests())
                .hasSize(7)
                .allSatisfy(request -> assertThat(request.body()).asString().isEqualTo(event.json()));
    }

    @ParameterizedTest
    @CsvSource({
        ",token,Authorization,Bearer token",
        "bearer,token,Authorization,Bearer token",
        "bearer,,Authorization,",
        "api_key_header,token,X-API-Key,token",
        "api_key_header,token,Authorization,",
        "none,token,Authorization,",
        "none,token,X-API-Key,"
    })
    void the_token_goes_where_auth_says(String auth, String token, String header, String expected) {
        Map<String, String> settings = new HashMap<>();
        if (auth != null) {
            settings.put("auth", auth);
        }
        if (token != null) {
            settings.put("token", token);
        }
        assertThat(send(one, settings).getException()).isNull();
        assertThat(request(0).header(header)).isEqualTo(expected);
    }

    @Test
    void the_key_header_has_the_name_it_is_given_and_extra_headers_are_sent() {
        send(
                one,
                Map.of(
                        "auth", "api_key_header",
                        "keyHeader", "Api-Token",
                        "token", TOKEN,
                        "headers", "x-tenant: acme, x-source: siem: router"));

        assertThat(request(0).header("Api-Token")).isEqualTo(TOKEN);
        assertThat(request(0).header("x-tenant")).isEqualTo("acme");
        assertThat(request(0).header("x-source")).isEqualTo("siem: router");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer x",
                "x-a: 1, content-encoding: gzip",
                "Siem-Router-Hops: 1",
                "x-a",
                "x-a: 1\r\nx-b: 2"
            })
    void a_header_that_must_not_be_set_parks_and_no_event_is_refused(String headers) {
        Exchange sent = send(one, Map.of("headers", headers));

        assertThat(failure(sent).rest()).isEqualTo(Verdict.PARKED);
        assertThat(failure(sent).reason().code()).isEqualTo("headers");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void a_key_under_a_name_of_the_router_s_own_parks_and_is_not_sent() {
        Exchange sent = send(one, Map.of("auth", "api_key_header", "keyHeader", "Siem-Router-Hops", "token", TOKEN));

        assertThat(failure(sent).reason().code()).isEqualTo("headers");
        assertThat(receiver.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:whole", "direct:bare"})
    void every_attempt_has_the_same_id_and_the_same_bytes(String route) {
        receiver.answerNext(503);
        receiver.answerNext(429);
        try (CalledSink sink = sink(Map.of("token", TOKEN))) {
            assertThat(sink.sendTo(route, one, Map.of()).getException()).isNull();
        }
        String id = Samples.json("dlp-match").path("id").textValue();
        assertThat(receiver.requests()).hasSize(3).allSatisfy(request -> {
            assertThat(request.header("webhook-id")).isEqualTo(id);
            assertThat(request.header("Idempotency-Key")).isEqualTo('"' + id + '"');
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
            assertThat(request.body()).asString().isEqualTo(event.json());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:whole", "direct:bare"})
    void a_receiver_that_stays_busy_is_asked_as_often_as_the_callers_policy_says(String route) {
        for (int i = 0; i < 7; i++) {
            receiver.answerNext(503);
        }
        try (CalledSink sink = sink(Map.of("token", TOKEN))) {
            assertThat(sink.sendTo(route, one, Map.of()).getException()).isNotNull();
        }
        assertThat(receiver.requests()).hasSize(4);
    }

    @Test
    void a_gzipped_request_holds_the_same_bytes() throws Exception {
        send(one, Map.of("compression", "gzip"));

        assertThat(request(0).header("Content-Encoding")).isEqualTo("gzip");
        try (var in =
                new GZIPInputStream(new java.io.ByteArrayInputStream(request(0).body()))) {
            assertThat(in.readAllBytes()).asString().isEqualTo(event.json());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200,",
        "202,",
        "302,PARKED",
        "401,PARKED",
        "410,PARKED",
        "404,PARKED",
        "400,REFUSED",
        "413,REFUSED",
        "429,AGAIN",
        "502,AGAIN"
    })
    void the_status_is_the_verdict_and_a_redirect_is_not_followed(int status, Verdict verdict) {
        receiver.answerNext(status, new byte[0], "Location", "/elsewhere");
        Exchange sent = send(one, Map.of("token", TOKEN));

        assertThat(receiver.requests()).hasSize(1);
        assertThat(sent.getMessage().getHeaders()).isEmpty();
        if (verdict == null) {
            assertThat(sent.getException()).isNull();
        } else {
            assertThat(failure(sent).rest()).isEqualTo(verdict);
            assertThat(failure(sent).reason().code()).isEqualTo("http_" + status);
        }
    }

    @Test
    void what_a_reply_holds_changes_nothing_and_a_long_one_is_not_read_to_its_end() {
        try (CalledSink sink = sink(Map.of())) {
            receiver.answerNext(200, "not gzip".getBytes(StandardCharsets.UTF_8), "Content-Encoding", "gzip");
            assertThat(sink.send(one).getException()).isNull();
            assertThat(sink.send(one).getException()).isNull();
            assertThat(receiver.connections()).isEqualTo(1);

            receiver.answerNext(200, new byte[20_000_000], "X-Long", "1");
            assertThat(sink.send(one).getException()).isNull();
            assertThat(sink.send(one).getException()).isNull();
            assertThat(receiver.connections()).isEqualTo(2);
        }
    }

    @Test
    void secrets_are_in_no_endpoint_no_route_and_no_log_line() {
        Map<String, String> settings = Map.of(
                "token", TOKEN,
                "signingSecret", "signing-canary-0123456789",
                "previousSigningSecret", "previous-canary-0123456789");
        LogLines lines = LogLines.capture();
        try (lines;
                CalledSink sink = sink(settings)) {
            sink.send(one);
            receiver.answerNext(403);
            sink.sendTo("direct:bare", one, Map.of());

            assertThat(sink.endpointsAndRoutes()).isNotEmpty().allSatisfy(text -> assertThat(text)
                    .doesNotContain("canary"));
        }
        assertThat(lines.all())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("canary").doesNotContain("pattern_name"));
    }

    private CalledSink sink(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("url", receiver.url());
        return CalledSink.of("siem-webhook-sink", settings);
    }

    private Exchange send(Batch batch, Map<String, String> settings) {
        try (CalledSink sink = sink(settings)) {
            return sink.send(batch);
        }
    }

    private Receiver.Request request(int index) {
        return receiver.requests().get(index);
    }

    private static DeliveryException failure(Exchange sent) {
        assertThat(sent.getException()).isInstanceOf(DeliveryException.class);
        return (DeliveryException) sent.getException();
    }
}
