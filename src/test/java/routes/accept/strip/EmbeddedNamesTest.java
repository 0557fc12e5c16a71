package routes.accept.strip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static routes.accept.Accepting.audit;
import static routes.accept.Accepting.dlp;
import static routes.accept.Accepting.governance;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.accept.Acceptance;
import routes.accept.Accepting;
import routes.accept.rule.Rejection;

/** JSON in strings. */
class EmbeddedNamesTest {

    private final Accepting accepting = new Accepting();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\"canary\"}",
                " \n[{\"a\":[1,{\"content\" : \"canary\"}]}]",
                "{\"a\":1}\n{\"content\":\"canary\"}",
                "request was {\"content\":\"canary\"}",
                "{\"content\":\"canar",
                "{\"\\u0063ontent\":\"canary\"}",
                "{\"\\ud835\\udc1content\":\"canary\"}",
                "{\"details.сontent\":\"canary\"}",
                "{'content': 'canary'}",
                "[{'content': u'canary'}]",
                "{content:'canary'}",
                "{content: canary}",
                "{\"a\":1,content2: canary}",
                "{\"token_count\":4111111111111111}",
                "\"{\\\"content\\\":\\\"canary\\\"}\"",
                "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"content\\\\\\\":\\\\\\\"canary\\\\\\\"}\\\"}\"}",
                "\"\\u007b\\u0022content\\u0022\\u003a\\u0022canary\\u0022\\u007d\""
            })
    void a_string_with_a_forbidden_name_in_it_is_removed_wherever_it_stands(String text) {
        String json = TextNode.valueOf(text).toString();

        for (String member :
                new String[] {",\"reason\":%s", ",\"note\":%s", ",\"caller\":%s", ",\"pattern_name\":%s"}) {
            for (String event : new String[] {governance(member), dlp(member), audit(",\"id\":\"a\"" + member)}) {
                assertThat(Accepting.lines(accepting.accept(event.formatted(json))))
                        .containsExactly(event.replace(member, ""));
            }
        }
        Acceptance nested = accepting.accept(governance(",\"list\":[1,[" + json + "],{\"a\":" + json + "}]"));
        assertThat(Accepting.lines(nested)).containsExactly(governance(",\"list\":[1,[],{}]"));
        assertThat(nested.removedFields()).isEqualTo(2);
        assertThat(accepting.count("siem.fields.removed", "family", "governance", "reason", "embedded"))
                .isGreaterThanOrEqualTo(4);
    }

    /** What a reader that is not strict passes over, before the object, in the array around it, and around the name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\t",
                "\r",
                "\r\n \t",
                "\f",
                "\u000b",
                "\u0000",
                "\u007f",
                "\u0085",
                "\u00a0",
                "\u1680",
                "\u180e",
                "\u2003",
                "\u200b",
                "\u200d",
                "\u2028",
                "\u2029",
                "\u202f",
                "\u205f",
                "\u2060",
                "\u3000",
                "\ufeff",
                "\ufeff\n",
                "\udb40\udc01"
            })
    void no_white_space_of_any_kind_hides_an_object(String space) {
        for (String form : List.of(
                "_{content:'canary'}",
                "[_{content:'canary'}]",
                "_[_{_'content'_:'canary'}]",
                "{_content_:'canary'}",
                "{\"content\"_:\"canary\"}")) {
            String text = form.replace("_", space);
            for (String json : List.of(TextNode.valueOf(text).toString(), escaped(text), escapedTwice(text))) {
                assertRemoved(json);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "({content:'canary'})",
                "('[{content:canary}]')",
                "[1,{content:'canary'}]",
                "[true, null, -1.5e3 , {content:'canary'}]",
                "[({'content':'canary'})]",
                "\"{content:'canary'}\"",
                "'{content:canary}'",
                "[1,'a',{content:'canary'}]"
            })
    void neither_does_what_stands_before_it_in_an_array_or_around_it(String text) {
        for (String json : List.of(TextNode.valueOf(text).toString(), escaped(text))) {
            assertRemoved(json);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"note\":\"kept\"}",
                "{\"token_count\":812}",
                "{\"payload_size_bytes\":12,\"restored_count\":3}",
                "the \"content\" of this",
                "content: \"quoted\"",
                "it's a 'value': fine",
                "[audit] text: \"kept\"",
                "\n[audit, 2] content: kept",
                "[12:00, {a}] content: kept",
                "(see) content: kept",
                "\ufeffcontent: kept",
                "\u00a0'seen' content: kept",
                "\u00e9t\u00e9 content: kept",
                "he said \"stop\": then content",
                "C:\\temp\\content",
                "\u00e9\n\"\":",
                "\\",
                "\\u12",
                "{"
            })
    void a_string_without_one_stays_as_it_is(String text) {
        String event = governance(",\"reason\":" + TextNode.valueOf(text));

        assertThat(Accepting.lines(accepting.accept(event))).containsExactly(event);
    }

    /** Listed in docs/events.md; whoever mends one takes it out of there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\"/**/:\"seen\"}",
                "{\"\\x63ontent\":\"seen\"}",
                "{\"content\"=>\"seen\"}",
                "{\"\"content\"\":\"\"seen\"\"}",
                "request was {content:'seen'}"
            })
    void what_the_documentation_says_is_not_recognised_is_not(String text) {
        String event = governance(",\"reason\":" + TextNode.valueOf(text));

        assertThat(Accepting.lines(accepting.accept(event))).containsExactly(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0nt3nt", "p@ssword", "bodytext"})
    void what_the_documentation_says_of_names_is_so(String name) {
        String event = governance(",\"" + name + "\":\"seen\"");

        assertThat(Accepting.lines(accepting.accept(event))).containsExactly(event);
    }

    @Test
    void what_is_escaped_too_often_to_be_looked_into_is_removed() {
        String text = "{\"content\":\"canary\"}";
        for (int level = 0; level <= EmbeddedNames.MOST_LEVELS + 1; level++) {
            text = TextNode.valueOf(text).toString();

            assertThat(Accepting.lines(accepting.accept(governance(",\"reason\":" + text))))
                    .as("level %s", level)
                    .containsExactly(governance(""));
        }
    }

    @Test
    void an_event_whose_id_holds_a_forbidden_name_is_rejected() {
        String id = TextNode.valueOf("{\"content\":1}").toString();

        assertThat(accepting.accept(governance("").replace("\"e-1\"", id)).rejections())
                .containsExactly(new Rejection(0, "malformed_field", "/id"));
        assertThat(Accepting.lines(accepting.accept(audit(",\"id\":" + id))).get(0))
                .doesNotContain("content")
                .contains("\"id\":\"");
    }

    private void assertRemoved(String json) {
        assertThat(Accepting.lines(accepting.accept(governance(",\"reason\":" + json))))
                .as(json)
                .containsExactly(governance(""));
    }

    private static String escaped(String text) {
        return text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""));
    }

    /** JSON's escapes of the text as text again: what a producer sends who encodes once too often. */
    private static String escapedTwice(String text) {
        String once = TextNode.valueOf(escaped(text)).toString();
        return once.replace("\"\\\"", "\"").replace("\\\"\"", "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\\"", "\\\\", "\\\":", "':", "{'", "matched_conten", "\\u005c", "a-", "v_", ":", "\\u005cu005c"
            })
    void no_text_is_slow_to_search(String piece) {
        String text = piece.repeat(60_000 / piece.length());
        String request = governance(",\"reason\":\"" + text.substring(0, 16_000 / piece.length() * piece.length())
                + "\",\"a\":\"" + text + "\",\"b\":\"{" + text + "\",\"" + text + "\":1");

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> accepting.accept(request.getBytes(UTF_8), false));
    }
}
