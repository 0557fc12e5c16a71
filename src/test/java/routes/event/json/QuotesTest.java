package routes.event.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuotesTest {

    private static final String LETTERS = "ab\"\\é\u00a2:,{}x";

    @Test
    void a_string_ends_at_its_first_quote_that_is_not_escaped() {
        Random random = new Random(8841);
        for (int round = 0; round < 20_000; round++) {
            byte[] json = bytes(random);
            int to = random.nextInt(json.length) + 1;
            int at = random.nextInt(to);

            assertThat(Quotes.after(json, at, to))
                    .as("%s from %d to %d", new String(json, StandardCharsets.UTF_8), at, to)
                    .isEqualTo(byteByByte(json, at, to));
        }
    }

    private static byte[] bytes(Random random) {
        StringBuilder text = new StringBuilder("\"");
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(4) == 0 ? LETTERS.charAt(random.nextInt(LETTERS.length())) : 'q');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int byteByByte(byte[] json, int at, int to) {
        for (int i = at + 1; i < to; i++) {
            if (json[i] == '\\') {
                i++;
            } else if (json[i] == '"') {
                return i + 1;
            }
        }
        return to;
    }
}
