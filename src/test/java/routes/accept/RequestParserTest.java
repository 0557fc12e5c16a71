package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.accept.Accepting.audit;
import static routes.accept.Accepting.dlp;
import static routes.accept.Accepting.governance;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.accept.rule.Rejection;
import routes.accept.strip.FieldPolicy;
import routes.event.json.Limits;

class RequestParserTest {

    private final Accepting accepting = new Accepting();

    @Test
    void one_object_an_array_and_lines_hold_the_same_events() {
        String one = governance("");
        String other = dlp("");

        assertThat(Accepting.lines(accepting.accept(one))).containsExactly(one);
        assertThat(Accepting.lines(accepting.accept("[" + one + "," + other + "]")))
                .containsExactly(one, other);
        assertThat(Accepting.lines(accepting.accept(one + "\n" + other))).containsExactly(one, other);
        assertThat(Accepting.lines(accepting.accept("\n" + one + "\r\n\r\n  " + other + "\r\n")))
                .containsExactly(one, other);
    }

    @Test
    void one_object_over_several_lines_is_one_event() {
        String pretty = Accepting.tree(governance("")).toPrettyString();

        assertThat(Accepting.lines(accepting.accept(pretty))).containsExactly(governance(""));
    }

    @Test
    void a_bad_line_costs_that_event_only() {
        String body = governance("") + "\n{\"id\":\n" + audit("") + "x\n\"text\"\n" + dlp("");

        Acceptance acceptance = accepting.accept(body);

        assertThat(Accepting.lines(acceptance)).containsExactly(governance(""), dlp(""));
        assertThat(acceptance.rejections())
                .containsExactly(
                        new Rejection(1, "malformed_json", ""),
                        new Rejection(2, "malformed_json", ""),
                        new Rejection(3, "not_an_object", ""));
    }

    @Test
    void the_first_line_may_be_bad_where_the_producer_says_that_there_are_lines() {
        byte[] body = ("{\"broken\n" + governance("")).getBytes(StandardCharsets.UTF_8);

        Acceptance acceptance = accepting.accept(body, true);

        assertThat(acceptance.accepted()).isOne();
        assertThat(acceptance.rejections()).containsExactly(new Rejection(0, "malformed_json", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|empty_request",
                "' \n '|empty_request",
                "[ ]|empty_request",
                "{\"id\":1|malformed_json",
                "[{},|malformed_json",
                "[{}]]|malformed_json",
                "{} {}|malformed_json",
                "{}x|malformed_json",
                "[{}{}]|malformed_json",
                "hello|malformed_json"
            })
    void a_broken_request_is_refused_as_a_whole(String body, String code) {
        assertThatThrownBy(() -> accepting.tryAccept(body.getBytes(StandardCharsets.UTF_8), false))
                .isInstanceOfSatisfying(UnreadableRequestException.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }

    @Test
    void the_refusal_says_where_and_not_what() {
        assertThatThrownBy(() -> accepting.tryAccept("[{\"a\":canary}]".getBytes(StandardCharsets.UTF_8), false))
                .hasMessage("The body is not JSON: expected a value at byte 6.")
                .hasMessageNotContaining("canary");
    }

    @Test
    void too_many_events_or_fields_are_refused_as_a_whole() {
        Accepting strict = new Accepting(new Limits(2, 7, 32, 100, 10, 1000), FieldPolicy.of(Map.of()));

        assertThatThrownBy(() -> strict.tryAccept("[1,2,3]".getBytes(StandardCharsets.UTF_8), false))
                .isInstanceOfSatisfying(UnreadableRequestException.class, refused -> assertThat(refused.code())
                        .isEqualTo("too_many_events"));
        assertThatThrownBy(() -> strict.tryAccept("[[1,2,3],[4,5,6]]".getBytes(StandardCharsets.UTF_8), false))
                .isInstanceOfSatisfying(UnreadableRequestException.class, refused -> assertThat(refused.code())
                        .isEqualTo("too_many_values"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\"}",
                "{\"event_type\":null}",
                "{\"event_type\":\"policy.denied\"}",
                "{\"event_type\":7}"
            })
    void an_event_of_no_family_is_rejected(String event) {
        Acceptance acceptance = accepting.accept(event);

        assertThat(acceptance.accepted()).isZero();
        assertThat(acceptance.rejections())
                .hasSize(1)
                .allMatch(rejection -> rejection.pointer().equals("/event_type"));
    }

    @Test
    void accepted_and_rejected_events_keep_the_order_of_the_request() {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < 30; i++) {
            String number = ",\"reason\":\"" + i + "\"";
            body.append(i == 0 ? "" : ",");
            body.append(
                    switch (i % 4) {
                        case 0 -> governance(number);
                        case 1 -> dlp(",\"position\":" + i);
                        case 2 -> audit(",\"id\":\"x\"" + number);
                        default -> "{}";
                    });
        }

        Acceptance acceptance = accepting.accept(body.append("]").toString());

        assertThat(Accepting.lines(acceptance))
                .hasSize(23)
                .isSortedAccordingTo((one, other) -> Integer.compare(number(one), number(other)));
        assertThat(acceptance.rejections()).extracting(Rejection::index).containsExactly(3, 7, 11, 15, 19, 23, 27);
    }

    private static int number(String line) {
        var tree = Accepting.tree(line);
        return tree.has("reason")
                ? tree.get("reason").asInt()
                : tree.get("position").asInt();
    }
}
