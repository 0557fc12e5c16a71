package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a map that says of every position whether it is settled. */
class OutstandingTest {

    private static final int STEPS = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void it_says_what_a_map_of_all_positions_says(long seed) {
        Random random = new Random(seed);
        Outstanding outstanding = new Outstanding();
        TreeMap<Long, Boolean> model = new TreeMap<>();
        long end = 0;
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> {
                    long position = end;
                    end += 1 + random.nextInt(5);
                    boolean isSettled = random.nextInt(8) == 0;
                    outstanding.add(position, isSettled);
                    model.put(position, isSettled);
                }
                case 4, 5, 6, 7, 8 -> {
                    long position = random.nextLong(end + 1);
                    outstanding.settle(position);
                    model.computeIfPresent(position, (same, before) -> true);
                }
                default -> {
                    if (random.nextInt(20) == 0) {
                        long to = model.isEmpty() ? 0 : model.firstKey() + random.nextInt(10);
                        outstanding.settleBefore(to);
                        model.headMap(to).replaceAll((position, before) -> true);
                    }
                }
            }
            passSettled(model);
            assertThat(outstanding.front(end)).isEqualTo(model.isEmpty() ? end : model.firstKey());
            assertThat(outstanding.settledAhead()).isEqualTo((int)
                    model.values().stream().filter(settled -> settled).count());
            assertThat(outstanding.ranges(end, Integer.MAX_VALUE)).isEqualTo(ranges(model, end));
        }
    }

    private static void passSettled(NavigableMap<Long, Boolean> model) {
        while (!model.isEmpty() && model.firstEntry().getValue()) {
            model.pollFirstEntry();
        }
    }

    private static List<SettledRange> ranges(NavigableMap<Long, Boolean> model, long end) {
        List<SettledRange> ranges = new ArrayList<>();
        long from = -1;
        long events = 0;
        for (var entry : model.entrySet()) {
            if (entry.getValue()) {
                from = events == 0 ? entry.getKey() : from;
                events++;
            } else if (events > 0) {
                ranges.add(new SettledRange(from, entry.getKey(), events));
                events = 0;
            }
        }
        if (events > 0) {
            ranges.add(new SettledRange(from, end, events));
        }
        return ranges;
    }
}
