package routes.destination.cef;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CefLineTest {

    @ParameterizedTest
    @ValueSource(ints = {30, 40, 50, 60, 70, 80})
    void a_line_that_was_shortened_does_not_end_in_an_empty_value(int most) {
        CefLine line = new CefLine();
        line.clear();
        line.bytes().append("CEF:0|a|b|1|t|".getBytes(StandardCharsets.US_ASCII));
        line.openName();
        line.closeName();
        line.bytes().append("|5|".getBytes(StandardCharsets.US_ASCII));
        CefValues.number(line, CefKey.of("rt", "", 20), 1);
        line.empty(CefKey.of("cs1", "PatternName", 4000));
        line.empty(CefKey.of("cs2", "PatternId", 4000));
        CefValues.number(line, CefKey.of("cn1", "MatchPosition", 20), 7);

        assertThat(line.fit(most)).isTrue();

        String text = new String(line.bytes().copy(), StandardCharsets.US_ASCII);
        assertThat(text).startsWith("CEF:0|a|b|1|t||5|rt=1").doesNotEndWith("=");
        assertThat(text.length()).isLessThanOrEqualTo(most);
    }
}
