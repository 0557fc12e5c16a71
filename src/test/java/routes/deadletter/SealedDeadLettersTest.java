package routes.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Kind;
import routes.event.Severity;
import routes.verdict.Reason;
import routes.verdict.Refusal;

class SealedDeadLettersTest {

    private static final String KEY = "the key";
    private static final Reason REASON = new Reason("hec_6", "Invalid data format.", "");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-26T12:00:00Z"), ZoneOffset.UTC);
    private static final DeadLetterLimits LIMITS = new DeadLetterLimits(Duration.ZERO, 1 << 20);

    @TempDir
    private Path folder;

    private DeadLetters open(String... keys) {
        return new DeadLetters(folder, LIMITS, NOON, () -> true, List.of(keys));
    }

    private Path file() {
        return folder.resolve("splunk.jsonl");
    }

    private static void add(DeadLetters letters, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            letters.add("splunk", List.of(refusal(i)));
        }
    }

    private static Refusal refusal(int number) {
        byte[] json = "{\"event_type\":\"policy.deny\",\"id\":\"event-%d\"}"
                .formatted(number)
                .getBytes(StandardCharsets.UTF_8);
        return new Refusal(
                new Event(json, 0, json.length, Kind.of(EventType.of("dlp.match"), Severity.HIGH), 100L * number),
                REASON,
                1);
    }

    private static String exported(DeadLetters letters) throws IOException {
        try (InputStream lines = letters.export("splunk")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void on_disk_stands_only_the_position_and_all_that_is_asked_of_them_is_answered_as_without_a_key()
            throws Exception {
        add(open(KEY), 0, 3);

        assertThat(Files.readAllLines(file()))
                .hasSize(3)
                .allMatch(line -> line.matches("\\{\"position\":\\d+,\"sealed\":\"1:[^\"]+\"}"));
        DeadLetters again = open(KEY);
        assertThat(exported(again)).contains("event-0", "event-1", "event-2").contains("hec_6");
        assertThat(again.groups("splunk")).hasSize(1);
        DeadLetterFilter second =
                new DeadLetterFilter(Set.of("event-1"), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(again.drop("splunk", second)).isEqualTo(1);
        add(again, 0, 1);
        assertThat(again.count("splunk"))
                .as("what stands there is not written again")
                .isEqualTo(2);
        assertThat(exported(open(KEY))).contains("event-0", "event-2").doesNotContain("event-1");
    }

    @Test
    void one_that_is_refused_anew_is_sealed_anew() throws Exception {
        DeadLetters letters = open(KEY);
        add(letters, 0, 2);
        try (DeadLetterLines lines = letters.file("splunk").lines()) {
            DeadLetter first = lines.next();
            letters.refusedAgain("splunk", Map.of(first, refusal(0).after(8)));
        }
        assertThat(exported(open(KEY))).contains("\"attempts\":9").contains("event-1");
        assertThat(Files.readString(file())).doesNotContain("event-").doesNotContain("attempts");
    }

    @Test
    void what_was_written_without_a_key_is_read_and_sealed_when_it_is_opened_with_one() throws Exception {
        add(open(), 0, 3);
        assertThat(Files.readString(file())).contains("event-2");

        DeadLetters sealed = open(KEY);
        sealed.check();

        assertThat(exported(sealed)).contains("event-0", "event-1", "event-2");
        assertThat(Files.readString(file())).doesNotContain("event-");
        add(sealed, 3, 4);
        assertThat(open(KEY).count("splunk")).isEqualTo(4);
    }

    @Test
    void without_the_key_or_with_another_it_is_refused_by_name_and_nothing_is_changed() throws Exception {
        add(open(KEY), 0, 3);
        byte[] before = Files.readAllBytes(file());

        for (DeadLetters closed : List.of(open(), open("another key"))) {
            assertThatThrownBy(closed::check)
                    .hasMessageContaining("splunk.jsonl does not open with SIEM_DEAD_LETTER_KEY")
                    .hasMessageNotContaining("another key");
            assertThat(closed.count("splunk")).isEqualTo(3);
        }
        assertThat(file()).hasBinaryContent(before);
        assertThat(exported(open(KEY))).contains("event-0", "event-2");
    }

    @Test
    void a_new_first_key_takes_over_and_the_old_one_can_go() throws Exception {
        add(open(KEY), 0, 3);
        DeadLetters both = open("the next key", KEY);
        both.check();
        add(both, 3, 4);

        DeadLetters next = open("the next key");
        next.check();
        assertThat(exported(next)).contains("event-0", "event-1", "event-2", "event-3");
    }

    @Test
    void a_torn_line_is_cut_and_one_that_was_changed_or_moved_costs_itself_alone() throws Exception {
        add(open(KEY), 0, 3);
        List<String> lines = Files.readAllLines(file());
        String moved = lines.get(1).replace("\"position\":100", "\"position\":900");
        Files.writeString(file(), lines.get(0) + "\n" + moved + "\n" + lines.get(2) + "\n");
        Files.writeString(file(), lines.get(0).substring(0, 50), StandardOpenOption.APPEND);

        DeadLetters again = open(KEY);
        assertThat(again.count("splunk")).isEqualTo(3);
        try (DeadLetterLines left = again.file("splunk").lines()) {
            assertThat(left.next().event()).isPresent();
            assertThat(left.next().event()).as("its place is authenticated").isEmpty();
            assertThat(left.next().event()).isPresent();
        }
        add(again, 3, 4);
        assertThat(exported(open(KEY))).contains("event-3");
    }
}
