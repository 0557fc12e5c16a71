package routes.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Seed;
import routes.value.SinkParameters;

class CleanWordsTest {

    private static final String EVENT =
            """
            {"id":"11111111-2222-4333-8444-555555555555","event_type":"policy.deny","agent_id":"payments-bot","reason":"sent 4111111111111111 to J\\u00fcrgen O'Neil \\"home\\"","pin":8815,"who":"Eve","drift_score":null}""";

    private final CleanWords words = CleanWords.after(() -> List.of(EVENT, "Bearer s3cr3t+t0k3n/=="));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_payload",
                "Invalid data format",
                "mapper_parsing_exception: cannot parse the document",
                "Cannot invoke \"String.length()\" because value is null"
            })
    void what_quotes_nothing_is_told_as_it_is(String said) {
        assertThat(words.clean(said)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "card 4111111111111111 refused | card … refused",
                "card 41111111 refused | card … refused",
                "card x4111111111111111x refused | card … refused",
                "no such human: Jürgen O'Neil | no such human: …",
                "no such human: JÜRGEN | no such human: …",
                "unexpected \"home\" | unexpected \"…\"",
                "pin 8815 is known | … is known",
                "Eve again | … again",
                "token s3cr3t+t0k3n/== is old | token … is old",
                "id 11111111-2222-4333-8444-555555555555 is taken | id … is taken"
            })
    void what_was_sent_is_left_out(String said, String told) {
        assertThat(words.clean(said)).isEqualTo(told);
    }

    @Test
    void a_whole_echo_leaves_nothing() {
        assertThat(words.clean(EVENT)).isEmpty();
        assertThat(words.clean(EVENT.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(words.clean(EVENT.replace("\\u00fc", "ü"))).isEmpty();
        assertThat(words.clean(EVENT.replace("\\u00fc", "ü"))).as("decomposed").isEmpty();
    }

    @Test
    void what_could_be_an_encoding_of_anything_is_left_out() {
        assertThat(words.clean("bad " + "Zm9v".repeat(17))).isEqualTo("bad …");
    }

    @Test
    void control_characters_and_line_breaks_become_spaces_and_two_hundred_characters_are_told() {
        assertThat(words.clean("one\r\n\u001b[31mtwo\u202e\u0000three")).isEqualTo("one [31mtwo three");
        String told = words.clean("word ".repeat(10_000));
        assertThat(told).hasSize(CleanWords.MOST).endsWith("…");
    }

    @Test
    void the_parameters_of_a_sink_are_left_out_whether_camel_may_see_them_or_not() {
        CleanWords ofSink = CleanWords.of(
                SinkParameters.ofValues(Map.of("token", "hush hush-77")).withTexts(Map.of("tenant", "acme-prod")));

        assertThat(ofSink.clean("no route to acme-prod with hush hush-77 there"))
                .isEqualTo("no route to … with … there");
    }

    @Test
    void no_run_of_eight_characters_with_a_digit_of_what_was_sent_is_ever_told() {
        Random random = new Random(Seed.of("words.seed"));
        for (int i = 0; i < 2_000; i++) {
            String value = Long.toString(1_000_000_000L + (random.nextLong() >>> 2), 36);
            CleanWords clean = CleanWords.after(() -> List.of("{\"reason\":\"" + value + "\"}"));
            int from = random.nextInt(value.length() - 5);
            String part = value.substring(from);
            String said = clean.clean("cannot read <" + "z".repeat(random.nextInt(3)) + part + "> at all");
            for (int at = 0; at + 8 <= value.length(); at++) {
                String run = value.substring(at, at + 8);
                if (run.chars().anyMatch(Character::isDigit)) {
                    assertThat(said).doesNotContain(run);
                }
            }
        }
    }
}
