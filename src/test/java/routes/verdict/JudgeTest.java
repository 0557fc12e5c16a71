package routes.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-26T12:00:00Z"), ZoneOffset.UTC);

    private final Judge judge = new Judge(NOON);

    @Test
    void a_client_that_was_closed_under_a_request_refuses_no_event() {
        for (RuntimeException stopped : List.of(
                new IllegalStateException("Connection pool shut down"), new RejectedExecutionException("stopped"))) {
            assertThat(judge.judge(stopped).rest()).isEqualTo(Verdict.PARKED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "408,AGAIN",
        "425,AGAIN",
        "429,AGAIN",
        "500,AGAIN",
        "502,AGAIN",
        "503,AGAIN",
        "504,AGAIN",
        "599,AGAIN",
        "400,REFUSED",
        "413,REFUSED",
        "422,REFUSED",
        "301,PARKED",
        "308,PARKED",
        "401,PARKED",
        "403,PARKED",
        "404,PARKED",
        "405,PARKED",
        "407,PARKED",
        "410,PARKED",
        "415,PARKED",
        "418,PARKED",
        "501,PARKED",
        "100,PARKED"
    })
    void every_http_status_has_the_verdict_of_the_common_table(int status, Verdict verdict) {
        DeliveryException said = judge.judge(http(status, Map.of()));

        assertThat(said.rest()).isEqualTo(verdict);
        assertThat(said.reason().code()).isEqualTo("http_" + status);
    }

    @ParameterizedTest
    @CsvSource({
        "'120',120",
        "'0',0",
        "'Tue, 26 May 2026 12:01:30 GMT',90",
        "'Tue, 26 May 2026 11:00:00 GMT',0",
        "'99999999',86400",
        "'99999999999999999999',86400",
        "'007',7",
        "' 12 ',12",
        "'Tuesday, 26-May-26 12:01:30 GMT',90",
        "'Friday, 26-May-95 12:01:30 GMT',0",
        "'Tue May 26 12:01:30 2026',90",
        "'Mon Jun  1 12:00:00 2026',86400",
        "'Tue, 26 May 2036 12:00:00 GMT',86400",
        "'Thu, 26 May 2026 12:01:30 GMT',90"
    })
    void retry_after_is_read_as_seconds_and_as_a_date_in_all_three_forms(String header, long seconds) {
        DeliveryException said = judge.judge(http(429, Map.of("Retry-After", header)));

        assertThat(said.retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "",
                " ",
                "-5",
                "1.5",
                "1e3",
                "5s",
                "\u0665",
                "Tue, 31 Feb 2026 12:00:00 GMT",
                "Tue May 26 12:01:30",
                "12:01:30"
            })
    void a_retry_after_that_nobody_can_read_leaves_the_delay_to_the_policy(String header) {
        assertThat(judge.judge(http(503, Map.of("Retry-After", header))).retryAfter())
                .isEmpty();
    }

    @Test
    void what_the_network_does_is_tried_again() {
        assertThat(verdict(new ConnectException("refused"), "connection_refused"))
                .isEqualTo(Verdict.AGAIN);
        assertThat(verdict(new SocketException("reset"), "connection_lost")).isEqualTo(Verdict.AGAIN);
        assertThat(verdict(new SocketTimeoutException("read"), "timeout")).isEqualTo(Verdict.AGAIN);
        assertThat(verdict(new UnknownHostException("nowhere"), "unknown_host")).isEqualTo(Verdict.AGAIN);
        assertThat(verdict(new IOException("other"), "connection_lost")).isEqualTo(Verdict.AGAIN);
    }

    @Test
    void a_certificate_that_is_not_trusted_parks_and_a_handshake_that_a_restart_cut_off_does_not() {
        SSLException untrusted = new SSLHandshakeException("no");
        untrusted.initCause(new CertificateException("path"));
        SSLException cut = new SSLHandshakeException("ended");
        cut.initCause(new EOFException());

        assertThat(verdict(untrusted, "tls_certificate")).isEqualTo(Verdict.PARKED);
        assertThat(verdict(new SSLException("protocol"), "tls_failure")).isEqualTo(Verdict.PARKED);
        assertThat(verdict(cut, "connection_lost")).isEqualTo(Verdict.AGAIN);
    }

    @Test
    void what_a_sink_said_itself_stands_however_deep_it_is_wrapped() {
        DeliveryException said =
                DeliveryException.of(Verdict.PARKED, new Reason("hec_4", "Invalid token.", "New token."));

        assertThat(judge.judge(new CamelExchangeException("wrapped", null, new RuntimeException(said))))
                .isSameAs(said);
    }

    @ParameterizedTest
    @MethodSource("notOfAnEvent")
    void what_no_encoder_says_of_an_event_parks_with_step_class_and_message_and_without_what_was_sent(
            Exception failure) {
        CleanWords words = CleanWords.after(() -> List.of("canary-4111"));

        DeliveryException said = judge.judge(failure, "sink-one/send", words);

        assertThat(said.rest()).isEqualTo(Verdict.PARKED);
        assertThat(said.reason().code()).isEqualTo("sink_failed");
        assertThat(said.reason().detail())
                .contains("at sink-one/send: ", failure.getClass().getSimpleName(), "told")
                .doesNotContain("canary", "4111");
        assertThat(said).hasStackTraceContaining(failure.getClass().getName());
        assertThat(printed(said)).doesNotContain("canary", "4111");
    }

    private static List<Exception> notOfAnEvent() {
        return List.of(
                new NullPointerException("told canary-4111"),
                new IllegalArgumentException("told canary-4111"),
                new IndexOutOfBoundsException("told canary-4111"),
                new ClassCastException("told canary-4111"),
                new NumberFormatException("told: \"canary-4111\""),
                new UnsupportedOperationException("told canary-4111"),
                new NoSuchMethodException("told canary-4111"),
                new CamelExchangeException("told canary-4111", null),
                new Exception("told canary-4111"));
    }

    @Test
    void an_address_that_was_not_resolved_is_tried_again_as_a_host_that_is_not_known() {
        DeliveryException said = judge.judge(new UnresolvedAddressException());

        assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
        assertThat(said.reason().code()).isEqualTo("unknown_host");
    }

    @Test
    void the_causes_of_a_failure_are_in_the_log_with_their_frames_and_without_what_was_sent() {
        CleanWords words = CleanWords.after(() -> List.of("canary-4111"));
        Exception failure = new IllegalStateException("outer canary", new NullPointerException("inner 4111"));

        assertThat(printed(judge.judge(failure, "", words)))
                .contains("java.lang.IllegalStateException: outer", "java.lang.NullPointerException: inner")
                .contains("at routes.verdict.JudgeTest.the_causes_of_a_failure")
                .doesNotContain("canary", "4111");
    }

    private static String printed(Exception said) {
        StringWriter printed = new StringWriter();
        said.getCause().printStackTrace(new PrintWriter(printed));
        return printed.toString();
    }

    @Test
    void what_a_vendor_says_in_its_reply_goes_with_the_reason_and_an_echo_does_not() {
        HttpOperationFailedException failure = new HttpOperationFailedException(
                "http://destination",
                422,
                "text",
                null,
                Map.of(),
                "{\"error\":\"invalid_payload\",\"message\":\"canary is no number\",\"body\":\"anything\"}");

        DeliveryException said = judge.judge(failure, "", CleanWords.after(() -> List.of("{\"a\":\"canary\"}")));

        assertThat(said.reason().reply()).isEqualTo("invalid_payload: … is no number");
    }

    @Test
    void an_error_parks_whatever_it_is_wrapped_in_and_whatever_caused_it() {
        for (Error error : List.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new NoClassDefFoundError("canary-4111"),
                new ExceptionInInitializerError(new IllegalArgumentException("canary-4111")))) {
            DeliveryException said = judge.judge(
                    new IllegalArgumentException(new CamelExecutionException("", null, error)),
                    "sink-one/send",
                    CleanWords.after(() -> List.of("canary-4111")));

            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo("router_error");
            assertThat(said.getMessage())
                    .contains("sink-one/send", error.getClass().getSimpleName())
                    .doesNotContain("canary");
            assertThat(printed(said)).contains(error.getClass().getName()).doesNotContain("canary");
        }
    }

    private Verdict verdict(Exception failure, String code) {
        DeliveryException said = judge.judge(failure);
        assertThat(said.reason().code()).isEqualTo(code);
        return said.rest();
    }

    private static HttpOperationFailedException http(int status, Map<String, String> headers) {
        return new HttpOperationFailedException("http://destination", status, "text", null, headers, "body");
    }
}
