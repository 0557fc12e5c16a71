package routes.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BentVerdictsTest {

    private static final Set<String> HEC = Set.of("hec_1", "hec_16");

    @ParameterizedTest
    @CsvSource({
        "404, PARKED, AGAIN",
        "409, PARKED, DELIVERED",
        "400, REFUSED, PARKED",
        "503, AGAIN, REFUSED",
        "501, PARKED, PARKED"
    })
    void a_reply_that_is_named_means_what_is_said_and_its_remedy_names_that(int status, Verdict before, Verdict after) {
        DeliveryException said = reply(status);
        assertThat(said.rest()).isEqualTo(before);

        DeliveryException bent = bend("404=again, 409 = delivered,400=parked,503=refused", said);

        assertThat(bent.rest()).isEqualTo(after);
        assertThat(bent.reason().code()).isEqualTo(said.reason().code());
        assertThat(bent.reason().detail()).isEqualTo(said.reason().detail());
        if (before != after) {
            assertThat(bent.reason().remedy())
                    .startsWith("verdicts says " + status + "=" + after.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void a_code_of_the_destinations_own_can_be_named() {
        DeliveryException said = DeliveryException.of(Verdict.PARKED, new Reason("hec_7", "Incorrect index.", ""));

        assertThat(BentVerdicts.parse("hec_7=again", HEC)
                        .bend(said, Optional.empty())
                        .rest())
                .isEqualTo(Verdict.AGAIN);
    }

    @Test
    void a_wish_to_wait_stays() {
        DeliveryException said = DeliveryException.again(new Reason("hec_9", "Busy.", ""), Duration.ofSeconds(7));

        assertThat(bend("404=again", said).retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void what_a_reply_says_of_events_one_by_one_stands() {
        Reason reason = new Reason("http_409", "One of them.", "");
        DeliveryException said = DeliveryException.partly(new BitSet(), Map.of(0, reason), Verdict.AGAIN, reason);

        assertThat(bend("409=delivered", said)).isSameAs(said);
    }

    @Test
    void what_the_sink_left_out_itself_is_no_event_that_was_delivered() {
        DeliveryException leftOut =
                DeliveryException.leftOut(2, Map.of(1, new Reason("too_old", "It is too old.", "")));

        assertThat(BentVerdicts.parse("409=delivered", Set.of()).bend(reply(409), Optional.of(leftOut)))
                .isSameAs(leftOut);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls_certificate",
                "tls_failure",
                "connection_refused",
                "timeout",
                "sink_failed",
                "hec_unconfirmed"
            })
    void what_was_never_answered_or_never_confirmed_cannot_be_named(String code) {
        assertThatThrownBy(() -> BentVerdicts.parse(code + "=delivered", HEC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("verdicts: \"" + code + "=delivered\": expected a status from 300 to 599");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    404;                    expected a status or code, =, and delivered, again, parked or refused
                    404=gone;               expected a status or code
                    404=again=parked;       expected a status or code
                    404=again,;             expected a status or code
                    200=again;              expected a status from 300 to 599 or one of the destination's own codes
                    199=again;              expected a status from 300 to 599
                    600=again;              expected a status from 300 to 599
                    es_7=again;             expected a status from 300 to 599
                    404=again, 404=parked;  expected each status and code once
                    """)
    void an_entry_that_cannot_be_used_is_named(String text, String complaint) {
        String entry = text.substring(text.indexOf(',') + 1).strip();

        assertThatThrownBy(() -> BentVerdicts.parse(text, HEC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("verdicts: \"" + entry + "\": " + complaint);
    }

    private static DeliveryException reply(int status) {
        return HttpReply.judge(status, null, Clock.systemUTC()).orElseThrow();
    }

    private static DeliveryException bend(String verdicts, DeliveryException said) {
        return BentVerdicts.parse(verdicts, Set.of()).bend(said, Optional.empty());
    }
}
