package routes.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.EventType;
import routes.journal.Journal;
import routes.journal.segment.JournalSettings;
import routes.journal.segment.KeyRing;

class RouterEventsTest {

    private static final EventType TYPE = EventType.of("router.token_used");
    private static final long MORE_THAN_THERE_IS = 1L << 60;

    @TempDir
    private Path folder;

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final RouterEvents events = new RouterEvents(Clock.systemUTC(), "gate-1", metrics);

    @Test
    void what_happens_before_the_journal_is_open_waits_for_it_and_beyond_a_thousand_the_oldest_is_lost_and_counted()
            throws IOException {
        put(0, 1005);
        try (Journal journal = journal(1000)) {
            events.begin(journal);
            put(1005, 1010);
            events.close();
        }

        List<String> actors = actors();
        assertThat(actors).hasSizeBetween(1000, 1005).doesNotHaveDuplicates().endsWith("actor-1009");
        assertThat(actors).isSortedAccordingTo((one, other) -> number(one) - number(other));
        assertThat(lost()).isEqualTo(1010 - actors.size());
    }

    @Test
    void what_the_journal_has_no_room_for_is_tried_again_and_given_up_at_the_end() throws IOException {
        try (Journal journal = journal(MORE_THAN_THERE_IS)) {
            events.begin(journal);
            put(0, 3);
            events.close();
        }

        assertThat(actors()).isEmpty();
        assertThat(lost()).isEqualTo(3);
    }

    private void put(int from, int to) {
        for (int number = from; number < to; number++) {
            events.put(TYPE, Map.of("actor", "actor-" + number));
        }
    }

    private double lost() {
        return metrics.counter("siem.router.events.lost").count();
    }

    private Journal journal(long minFreeBytes) throws IOException {
        return Journal.open(
                new JournalSettings(
                        folder,
                        1 << 20,
                        Duration.ofHours(24),
                        Duration.ZERO,
                        minFreeBytes,
                        1 << 20,
                        KeyRing.of(List.<String>of())),
                metrics);
    }

    private List<String> actors() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = Files.readAllLines(folder.resolve("audit/audit.jsonl"));
        for (String line : lines) {
            assertThat(json.readTree(line).path("event_type").asText()).isEqualTo(TYPE.wireName());
        }
        return lines.stream()
                .map(line -> line.replaceAll(".*\"actor\":\"([^\"]+)\".*", "$1"))
                .toList();
    }

    private static int number(String actor) {
        return Integer.parseInt(actor.substring("actor-".length()));
    }
}
