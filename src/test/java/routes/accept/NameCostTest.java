package routes.accept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A producer can fill a request with names; in whatever letters, they must not cost much more than names in ASCII. */
class NameCostTest {

    private static final int NAME_BYTES = 60_000;
    private static final int EVENTS = 8;
    /** The compiler and the rest of the machine make a round slower and never faster: the fastest of so many counts. */
    private static final int MOST_ROUNDS = 500;

    private static final int FIRST_ROUNDS = 25;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
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
        double most = MOST_TIMES_ASCII * fastest(ascii, 0) / ascii.length;

        assertThat(fastest(other, most) / other.length).as("a name").isLessThan(most);
        assertThat(fastest(quoted, most) / quoted.length).as("in a string").isLessThan(most);
    }

    private static byte[] events(String letters, boolean quoted) {
        String name = letters.repeat(NAME_BYTES / letters.getBytes(UTF_8).length);
        String member = quoted ? ",\"note\":\"{\\\"" + name + "\\\":1}\"" : ",\"" + name + "\":1";
        return ("[" + (Accepting.governance(member) + ",").repeat(EVENTS - 1) + Accepting.governance(member) + "]")
                .getBytes(UTF_8);
    }

    /**
     * In nanoseconds of this thread.
     *
     * @param enough nanoseconds a byte that end the search; 0 where the first rounds are enough
     */
    private double fastest(byte[] events, double enough) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < (enough > 0 ? MOST_ROUNDS : FIRST_ROUNDS); i++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            accepting.accept(events, false);
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - begin);
            if ((double) least / events.length < enough) {
                break;
            }
        }
        return least;
    }
}
