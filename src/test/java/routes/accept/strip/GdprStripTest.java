package routes.accept.strip;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.accept.Accepting.audit;
import static routes.accept.Accepting.dlp;
import static routes.accept.Accepting.governance;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.accept.Acceptance;
import routes.accept.Accepting;
import routes.event.Samples;

class GdprStripTest {

    private final Accepting accepting = new Accepting();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value",
                "VALUE",
                "va\\u006cue",
                "\\u0076\\u0061\\u006c\\u0075\\u0065",
                "va-lue",
                "_value_",
                "Matched-Text",
                "matched.text",
                "matchedText",
                "raw",
                "ｖａｌｕｅ",
                "válue",
                "va\\u00adlue",
                "v\u200balue",
                "requestBody",
                "SNIPPET",
                "values_checked",
                "details.content",
                "a/content",
                "items[0].text",
                "content2",
                "content_v1",
                "2content",
                "contentText",
                "rawContent",
                "XMLContent",
                "RAWContent",
                "cOnTeNt",
                "old-value-1",
                "content_type",
                "сontent",
                "cοntеnt",
                "内容content",
                "данные_сontent",
                "ｃｏｎｔｅｎｔ2",
                "𝐜𝐨𝐧𝐭𝐞𝐧𝐭",
                "ᴄᴏɴᴛᴇɴᴛ",
                "cont́ent‍",
                "conㅤtent",
                "\\ud835\\udc1content",
                "\\u0063ontent",
                "va1ue",
                "vaIue",
                "va|ue",
                "t0ken",
                "cornpletion",
                "paſſword",
                "api_key",
                "x-api-key",
                "accessToken",
                "private_key_pem",
                "authorization",
                "set-cookie",
                "credit_card_number",
                "iban",
                "user_prompt",
                "systemPrompt",
                "tool_args",
                "tool_output",
                "evidence",
                "restored_text",
                "tokens",
                "refresh_token",
                "client_secret",
                "cvv",
                "chat_history",
                "transcript",
                "conversation",
                "answer",
                "question",
                "query",
                "ʋalue",
                "outpʋt",
                "Ʋalue",
                "toĸen",
                "ꟲookie",
                "ꟴuery",
                "𐞥uery",
                "ͨontent",
                "conteᷠt"
            })
    void a_forbidden_name_is_removed_however_it_is_spelt(String name) {
        String member = ",\"" + name + "\":\"canary\"";

        for (String event : new String[] {governance(member), dlp(member), audit(",\"id\":\"a\"" + member)}) {
            Acceptance acceptance = accepting.accept(event);
            assertThat(Accepting.lines(acceptance)).containsExactly(event.replace(member, ""));
            assertThat(acceptance.removedFields()).isOne();
        }
        for (String family : new String[] {"governance", "dlp", "audit"}) {
            assertThat(accepting.count("siem.fields.removed", "family", family, "reason", "forbidden"))
                    .isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message",
                "reason",
                "evaluate",
                "textual",
                "valu",
                "x",
                "",
                "änderung",
                "note",
                "session_id",
                "request_id",
                "context",
                "contextual",
                "tokenizer",
                "secretary",
                "embodied",
                "contention",
                "framework_mapping",
                "__",
                "\u200b",
                "内容"
            })
    void a_name_that_only_resembles_one_stays(String name) {
        String event = governance(",\"" + name + "\":\"kept\"");

        assertThat(Accepting.lines(accepting.accept(event))).containsExactly(event);
    }

    @Test
    void every_name_of_the_list_is_removed_in_its_families() {
        for (String entry : DefaultNames.FORBIDDEN.split(",", -1)) {
            String name = entry.substring(entry.indexOf(':') + 1);
            String event = audit(",\"id\":\"a\",\"" + name + "\":\"canary\"");

            assertThat(Accepting.lines(accepting.accept(event)).toString())
                    .as(entry)
                    .doesNotContain("canary");
        }
    }

    @Test
    void a_name_can_be_forbidden_for_one_family_alone() {
        String member = ",\"message\":\"said\"";

        assertThat(Accepting.lines(accepting.accept(governance(member)))).containsExactly(governance(member));
        assertThat(Accepting.lines(accepting.accept(audit(",\"id\":\"a\"" + member))))
                .containsExactly(audit(",\"id\":\"a\""));
    }

    @ParameterizedTest
    @CsvSource({
        "token_count,812,true",
        "content_length,0,true",
        "textLength,-1,true",
        "match_score,0.85000000000000001,true",
        "TEXT_BYTES,999999999999,true",
        "response_time_ms,17.5,true",
        "token_count,4111111111111111,false",
        "token_count,1e15,false",
        "token_count,'\"812\"',false",
        "token_count,[812],false",
        "count_of_tokens,812,false",
        "card_number,4111,false",
        "value,5,false",
        "token_id,5,false"
    })
    void a_number_passes_where_the_name_s_last_word_is_a_measure(String name, String value, boolean passes) {
        String event = governance(",\"" + name + "\":" + value);

        assertThat(Accepting.lines(accepting.accept(event))).containsExactly(passes ? event : governance(""));
    }

    @Test
    void the_samples_lose_nothing() {
        for (String sample : Samples.names()) {
            Acceptance acceptance = accepting.accept(Samples.json(sample).toString());

            assertThat(acceptance.removedFields()).as(sample).isZero();
            assertThat(Accepting.lines(acceptance))
                    .containsExactly(Samples.event(sample).json());
        }
    }

    @Test
    void forbidden_names_are_removed_at_any_depth_and_in_arrays() {
        Acceptance acceptance = accepting.accept(governance(
                ",\"extra\":[{\"a\":[[{\"raw\":{\"id\":\"canary\"},\"b\":1}]]},{\"match\":\"canary\"},\"kept\"],"
                        + "\"reason\":{\"value\":\"canary\"},\"body\":[\"canary\"]"));

        assertThat(Accepting.lines(acceptance))
                .containsExactly(governance(",\"extra\":[{\"a\":[[{\"b\":1}]]},{},\"kept\"]"));
        assertThat(acceptance.removedFields()).isEqualTo(4);
    }

    @Test
    void the_schema_of_dlp_is_closed() {
        Acceptance acceptance = accepting.accept(
                dlp(",\"reason\":\"canary\",\"policy_name\":\"canary\",\"note\":{\"id\":\"canary\"},\"position\":1"));

        assertThat(Accepting.lines(acceptance)).containsExactly(dlp(",\"position\":1"));
        assertThat(accepting.count("siem.fields.removed", "family", "dlp", "reason", "unknown"))
                .isEqualTo(3);
    }

    @Test
    void white_space_and_escaped_names_are_normalised_and_text_is_not() {
        Acceptance acceptance = accepting.accept(
                "{ \"\\u0069d\" : \"a\\u0062 c\" ,\n\t\"event_type\":\"policy\\u002edeny\", \"occurred_at\":\"2026-05-26T10:14:00\\u005a\" ,\r"
                        + "\"x y\" : [ 1 , 2.50 ] }");

        assertThat(Accepting.lines(acceptance))
                .containsExactly("{\"id\":\"a\\u0062 c\",\"event_type\":\"policy.deny\","
                        + "\"occurred_at\":\"2026-05-26T10:14:00Z\",\"x y\":[1,2.50]}");
        assertThat(acceptance.removedFields()).isZero();
    }

    @Test
    void half_a_character_is_replaced_in_strings_and_names() {
        Acceptance acceptance = accepting.accept(
                governance(",\"reason\":\"a\\ud83d\\ude00\\ud800b\\uDC00\",\"x\\ud800\":[\"\\udfff\\\\ud800\"]"));

        assertThat(Accepting.lines(acceptance))
                .containsExactly(governance(
                        ",\"reason\":\"a\\ud83d\\ude00\\ufffdb\\ufffd\",\"x\\ufffd\":[\"\\ufffd\\\\ud800\"]"));
    }

    @Test
    void the_documented_names_are_those_that_sinks_use_when_they_stand_alone() throws IOException {
        Properties settings = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/application.properties")) {
            settings.load(file);
        }

        assertThat(settings.getProperty("siem.accept.forbidden-names"))
                .isEqualTo("{{env:SIEM_FORBIDDEN_NAMES:" + DefaultNames.FORBIDDEN + "}}");
    }
}
