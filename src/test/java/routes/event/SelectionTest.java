package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void it_does_with_kinds_what_a_set_of_numbers_does() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            BitSet one = some(random);
            BitSet other = some(random);
            Selection first = selection(one);
            Selection second = selection(other);
            BitSet both = (BitSet) one.clone();
            both.and(other);

            assertThat(first.intersects(second)).as("seed %d", seed).isEqualTo(one.intersects(other));
            assertThat(first.and(second)).as("seed %d", seed).isEqualTo(selection(both));
            assertThat(Selection.parse(first.toString())).as("seed %d", seed).isEqualTo(first);
            assertThat(IntStream.range(0, Kind.COUNT).filter(first::contains))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(one.stream().boxed().toList());
            long[] counts = random.longs(random.nextInt(Kind.COUNT), 0, 9).toArray();
            assertThat(first.sum(counts))
                    .as("seed %d", seed)
                    .isEqualTo(one.stream()
                            .filter(kind -> kind < counts.length)
                            .mapToLong(kind -> counts[kind])
                            .sum());
        }
    }

    @Test
    void the_kind_behind_the_first_word_is_not_the_first_again() {
        Selection wide = Selection.NONE.with(64);

        assertThat(wide.contains(0)).isFalse();
        assertThat(wide.contains(64)).isTrue();
        assertThat(wide.intersects(Selection.NONE.with(0))).isFalse();
    }

    @Test
    void a_line_without_a_kind_is_in_no_selection() {
        assertThat(Selection.ALL.contains(Kinds.NONE)).isFalse();
        assertThat(Selection.ofKinds(new short[] {(short) Kinds.NONE})).isEqualTo(Selection.NONE);
        assertThat(Selection.ofKinds(new short[] {7, -1, 300})).hasToString("7,300");
    }

    @Test
    void its_text_is_the_numbers_with_ranges() {
        assertThat(Selection.of(List.of(EventType.of("policy.deny"), EventType.of("policy.alert")), Severity.LOW))
                .hasToString("0-2,4-6");
        assertThat(Selection.ALL).hasToString("all");
        assertThat(Selection.NONE).hasToString("none");
    }

    @Test
    void what_older_releases_wrote_as_one_number_is_read() throws Exception {
        assertThat(JSON.readValue("21", Selection.class)).hasToString("0,2,4");
        assertThat(JSON.readValue("\"2,64-66\"", Selection.class)).hasToString("2,64-66");
        assertThat(JSON.writeValueAsString(Selection.parse("2,64-66"))).isEqualTo("\"2,64-66\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,", "3-1", "1024", "-1", "a", "1-2-3"})
    void what_is_no_selection_is_refused(String text) {
        assertThatThrownBy(() -> Selection.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected numbers of kinds");
    }

    private static BitSet some(Random random) {
        BitSet set = new BitSet();
        int end = random.nextBoolean() ? 64 : Kind.COUNT;
        random.ints(random.nextInt(40), 0, end).forEach(set::set);
        return set;
    }

    private static Selection selection(BitSet kinds) {
        Selection selection = Selection.NONE;
        for (int kind : kinds.stream().toArray()) {
            selection = selection.with(kind);
        }
        return selection;
    }
}
