package routes.destination.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

class SplunkHecVerdictTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-26T12:00:00Z"), ZoneOffset.UTC);
    private static final int EVENTS = 5;

    @ParameterizedTest
    @ValueSource(ints = {0, 24, 25})
    void these_codes_of_a_200_are_delivered(int code) {
        assertThat(judge(200, hec(code))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1,403,PARKED",
        "2,401,PARKED",
        "3,401,PARKED",
        "4,403,PARKED",
        "5,400,REFUSED",
        "6,400,REFUSED",
        "7,400,PARKED",
        "8,500,AGAIN",
        "9,503,AGAIN",
        "10,400,PARKED",
        "11,400,PARKED",
        "12,400,REFUSED",
        "13,400,REFUSED",
        "14,400,PARKED",
        "15,400,REFUSED",
        "16,400,PARKED",
        "17,200,AGAIN",
        "18,503,AGAIN",
        "19,503,AGAIN",
        "20,503,AGAIN",
        "21,400,PARKED",
        "22,400,PARKED",
        "23,503,AGAIN",
        "26,429,AGAIN",
        "27,429,AGAIN"
    })
    void every_other_code_has_the_verdict_of_the_design(int code, int status, Verdict verdict) {
        DeliveryException failure = judge(status, hec(code)).orElseThrow();

        assertThat(failure.rest()).isEqualTo(verdict);
        assertThat(failure.settledSome()).isFalse();
        assertThat(failure.reason().code()).isEqualTo("hec_" + code);
        assertThat(failure.reason().detail()).isNotBlank().endsWith(".");
        if (verdict == Verdict.PARKED) {
            assertThat(failure.reason().remedy()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "OK", "<html>welcome</html>", "{}", "{\"code\":0}", "{\"text\":\"Success\",\"code\":\"0\"}"})
    void a_200_without_hecs_own_word_is_not_delivered(String body) {
        DeliveryException failure = judge(200, body).orElseThrow();

        assertThat(failure.rest()).isEqualTo(Verdict.AGAIN);
        assertThat(failure.reason().code()).isEqualTo("hec_unconfirmed");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 12, 13, 15})
    void the_named_event_is_refused_those_before_are_delivered_and_the_rest_goes_again(int code) {
        DeliveryException partly = judge(400, hec(code, 2)).orElseThrow();

        assertThat(partly.isDelivered(0)).isTrue();
        assertThat(partly.isDelivered(1)).isTrue();
        assertThat(partly.isDelivered(2)).isFalse();
        assertThat(partly.refusal(2)).map(Reason::code).hasValue("hec_" + code);
        assertThat(partly.refusal(1)).isEmpty();
        assertThat(partly.isDelivered(3)).isFalse();
        assertThat(partly.rest()).isEqualTo(Verdict.AGAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, EVENTS, Integer.MAX_VALUE})
    void a_number_outside_the_request_names_no_event(int number) {
        DeliveryException failure = judge(400, hec(6, number)).orElseThrow();

        assertThat(failure.settledSome()).isFalse();
        assertThat(failure.rest()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void a_busy_splunk_that_names_a_number_has_what_comes_before() {
        DeliveryException partly = judge(503, hec(9, 3)).orElseThrow();

        assertThat(partly.isDelivered(2)).isTrue();
        assertThat(partly.isDelivered(3)).isFalse();
        assertThat(partly.refusal(3)).isEmpty();
        assertThat(partly.rest()).isEqualTo(Verdict.AGAIN);
    }

    @Test
    void a_busy_splunk_that_took_nothing_is_waited_for() {
        DeliveryException again =
                SplunkHecVerdict.judge(503, "7", bytes(hec(9, 0)), EVENTS, NOON).orElseThrow();

        assertThat(again.settledSome()).isFalse();
        assertThat(again.retryAfter()).hasValue(Duration.ofSeconds(7));
    }

    @Test
    void a_wrong_index_parks_whatever_number_it_gives() {
        DeliveryException parked = judge(400, hec(7, 1)).orElseThrow();

        assertThat(parked.rest()).isEqualTo(Verdict.PARKED);
        assertThat(parked.settledSome()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"429,26", "503,9", "503,18", "500,8"})
    void a_retry_after_date_is_kept(int status, int code) {
        DeliveryException again = SplunkHecVerdict.judge(
                        status, "Tue, 26 May 2026 12:02:00 GMT", bytes(hec(code)), EVENTS, NOON)
                .orElseThrow();

        assertThat(again.retryAfter()).hasValue(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({
        "413,REFUSED,http_413",
        "400,REFUSED,http_400",
        "401,PARKED,http_401",
        "302,PARKED,http_302",
        "404,PARKED,http_404",
        "415,PARKED,http_415",
        "501,PARKED,http_501",
        "502,AGAIN,http_502",
        "408,AGAIN,http_408"
    })
    void without_a_hec_body_the_status_counts(int status, Verdict verdict, String code) {
        DeliveryException failure = judge(status, "<html>no</html>").orElseThrow();

        assertThat(failure.rest()).isEqualTo(verdict);
        assertThat(failure.reason().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"500,0", "404,404", "500,99", "413,6"})
    void a_code_that_says_nothing_about_the_events_leaves_it_to_the_status(int status, int code) {
        assertThat(judge(status, hec(code)).orElseThrow().reason().code()).isEqualTo("http_" + status);
    }

    @Test
    void all_28_codes_are_known_and_none_beyond() {
        for (int code = 0; code <= 27; code++) {
            assertThat(SplunkHecCode.of(code)).as("code %d", code).isPresent();
        }
        assertThat(SplunkHecCode.of(28)).isEmpty();
        assertThat(SplunkHecCode.of(-1)).isEmpty();
    }

    @Test
    void what_the_reply_says_is_not_repeated() {
        String body = "{\"text\":\"secret-canary\",\"code\":6,\"secret-canary\":1}";

        assertThat(judge(400, body).orElseThrow()).hasMessageNotContaining("secret-canary");
    }

    private static Optional<DeliveryException> judge(int status, String body) {
        return SplunkHecVerdict.judge(status, null, bytes(body), EVENTS, NOON);
    }

    private static String hec(int code) {
        return "{\"text\":\"some text\",\"code\":" + code + "}";
    }

    private static String hec(int code, int number) {
        return "{\"text\":\"some text\",\"code\":" + code + ",\"invalid-event-number\":" + number + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
