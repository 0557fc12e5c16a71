package routes.accept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A producer can fill a request with names; in whatever letters, they must not cost much more than names in ASCII. */
class NameCostTest {

    private static final int NAME_BYTES = 60_000;
    private static final int EVENTS = 8;
    private static final int ROUNDS = 25;
    private static final int MOST_TIMES_ASCII = 10;

    private final Accepting accepting = new Accepting();

    @ParameterizedTest
    @ValueSource(
            strings = {"각", "й", "\u0301", "e\u0301", "一", "é", "あ", "𠀀", "ﷺ", "𝐜", "\u200b", "с_", "ﬁ", "ᾂ", "\u0363"
            })
    void a_name_in_any_letters_costs_at_most_ten_times_one_in_ascii(String letters) {
        byte[] ascii = events("abc", false);
        byte[] other = events(letters, false);
        byte[] quoted = events(letters, true);
        double reference = fastest(ascii) / ascii.length;

        assertThat(fastest(other) / other.length / reference).as("a name").isLessThan(MOST_TIMES_ASCII);
        assertThat(fastest(quoted) / quoted.length / reference)
                .as("in a string")
                .isLessThan(MOST_TIMES_ASCII);
    }

    private static byte[] events(String letters, boolean quoted) {
        String name = letters.repeat(NAME_BYTES / letters.getBytes(UTF_8).length);
        String member = quoted ? ",\"note\":\"{\\\"" + name + "\\\":1}\"" : ",\"" + name + "\":1";
        return ("[" + (Accepting.governance(member) + ",").repeat(EVENTS - 1) + Accepting.governance(member) + "]")
                .getBytes(UTF_8);
    }

    /** In nanoseconds; what else the machine does meanwhile makes no round faster. */
    private double fastest(byte[] events) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            accepting.accept(events, false);
            least = Math.min(least, System.nanoTime() - begin);
        }
        return least;
    }
}
