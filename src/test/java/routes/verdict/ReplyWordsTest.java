package routes.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // RFC 6749, and most webhooks
                "{\"error\":\"invalid_payload\"} | invalid_payload",
                // Splunk HEC
                "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":2} | Invalid data format: 6",
                // Elasticsearch
                "{\"error\":{\"root_cause\":[{\"type\":\"x\"}],\"type\":\"security_exception\",\"reason\":\"missing credentials\"},\"status\":401} | security_exception: missing credentials",
                // Datadog, its new form and its old one
                "{\"errors\":[{\"status\":\"403\",\"title\":\"Forbidden\",\"detail\":\"API key is invalid\"}]} | Forbidden: API key is invalid",
                "{\"errors\":[\"Payload too big\"]} | Payload too big",
                // RFC 9457
                "{\"type\":\"https://example.com/out\",\"title\":\"Out of credit\",\"detail\":\"None left.\",\"balance\":30} | https://example.com/out: Out of credit: None left."
            })
    void the_documented_members_are_read(String body, String said) {
        assertThat(words(body, "application/json")).isEqualTo(said);
    }

    @Test
    void nothing_else_of_a_body_is_read() {
        assertThat(words(
                        "{\"request\":{\"message\":\"x\"},\"body\":\"x\",\"input\":\"x\",\"data\":[{\"error\":\"x\"}]}",
                        null))
                .isEmpty();
        assertThat(words("<html>error</html>", "text/html")).isEmpty();
        assertThat(words("[{\"error\":\"x\"}]", "application/json")).isEmpty();
        assertThat(words("", null)).isEmpty();
    }

    @Test
    void a_plain_text_of_one_line_is_read_and_a_longer_one_is_not() {
        assertThat(words("invalid_payload\n", "text/plain; charset=utf-8")).isEqualTo("invalid_payload");
        assertThat(words("one\ntwo", "text/plain")).isEmpty();
        assertThat(words("x".repeat(5_000), "text/plain")).isEmpty();
    }

    @Test
    void a_body_that_was_cut_off_is_read_as_far_as_it_goes() {
        assertThat(words("{\"error\":\"invalid_payload\",\"message\":\"cut o", null))
                .isEqualTo("invalid_payload");
    }

    private static String words(String body, String contentType) {
        return ReplyWords.in(body.getBytes(StandardCharsets.UTF_8), contentType);
    }
}
