package routes.journal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":1}", "{\"a\":\"}{\\\"\",\"b\":[{},{}]}", "{\"ü\":\"\\\\\"}"})
    void an_object_with_its_line_break_is_a_line(String text) {
        assertThat(check(text + "\n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "{}",
                "{\n",
                "[]\n",
                "{}{}\n",
                "{\"a\":1\n",
                "{\"a\":\"}\n",
                "{\"a\":\u0000}\n",
                "{\"a\":\"\\\"}\n"
            })
    void torn_joined_or_zeroed_bytes_are_no_line(String text) {
        assertThat(check(text)).isFalse();
    }

    private static boolean check(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return LineCheck.isObject(bytes, 0, bytes.length);
    }
}
