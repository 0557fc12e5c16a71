package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Kind;
import routes.event.Severity;

class DeadLettersTest {

    private static final Reason NO_INDEX = new Reason("hec_7", "Incorrect index.", "Allow the index.");
    private static final Reason BAD_DATA = new Reason("hec_6", "Invalid data format.", "");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-26T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void a_dead_letter_holds_the_event_its_position_and_why() throws IOException {
        new DeadLetters(folder, NOON).add("splunk", List.of(refusal("{\"id\":\"a\"}", 42, BAD_DATA)), 7);

        assertThat(folder.resolve("splunk.jsonl"))
                .content()
                .isEqualTo("{\"position\":42,\"reason\":\"hec_6\","
                        + "\"detail\":\"Invalid data format.\",\"attempts\":7,\"refused_at\":\"2026-05-26T12:00:00Z\","
                        + "\"event\":{\"id\":\"a\"}}\n");
    }

    @Test
    void a_damaged_line_costs_itself_alone() throws IOException {
        new DeadLetters(folder, NOON).add("splunk", List.of(refusal("{\"id\":\"a\"}", 42, BAD_DATA)), 1);
        Path file = folder.resolve("splunk.jsonl");
        byte[] bytes = Files.readAllBytes(file);
        bytes[2] = (byte) 0xff;
        bytes[bytes.length - 2] = '"';
        Files.write(file, bytes);

        DeadLetters again = new DeadLetters(folder, NOON);
        again.add("splunk", List.of(refusal("{\"id\":\"b\"}", 43, BAD_DATA)), 1);

        assertThat(again.count("splunk")).isEqualTo(2);
        assertThat(again.groups("splunk")).extracting(DeadLetterGroup::reason).contains("hec_6");
    }

    @Test
    void what_a_failed_write_left_behind_is_gone_after_the_next() throws IOException {
        DeadLetters deadLetters = new DeadLetters(folder, NOON);
        deadLetters.add("splunk", List.of(refusal("{\"id\":\"a\"}", 1, BAD_DATA)), 1);
        Path file = folder.resolve("splunk.jsonl");
        Files.writeString(file, "{\"position\":2,\"re", StandardOpenOption.APPEND);

        deadLetters.add("splunk", List.of(refusal("{\"id\":\"b\"}", 2, BAD_DATA)), 1);

        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.endsWith("}}"));
    }

    @Test
    void dead_letters_are_counted_and_grouped_by_reason_after_a_restart_too() throws IOException {
        new DeadLetters(folder, NOON)
                .add(
                        "splunk",
                        List.of(
                                refusal("{\"id\":\"a\"}", 1, NO_INDEX),
                                refusal("{\"id\":\"b\"}", 2, BAD_DATA),
                                refusal("{\"id\":\"c\"}", 3, BAD_DATA)),
                        1);

        DeadLetters again = new DeadLetters(folder, NOON);

        assertThat(again.count("splunk")).isEqualTo(3);
        assertThat(again.groups("splunk"))
                .extracting(DeadLetterGroup::reason, DeadLetterGroup::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("hec_6", 2L),
                        org.assertj.core.groups.Tuple.tuple("hec_7", 1L));
        assertThat(again.groups("splunk").get(0).sample().path("id").asText()).isEqualTo("b");
    }

    @Test
    void an_event_refused_again_after_a_crash_stands_there_once() throws IOException {
        new DeadLetters(folder, NOON).add("splunk", List.of(refusal("{\"id\":\"a\"}", 5, BAD_DATA)), 1);

        DeadLetters again = new DeadLetters(folder, NOON);
        again.add("splunk", List.of(refusal("{\"id\":\"a\"}", 5, BAD_DATA), refusal("{\"id\":\"b\"}", 9, BAD_DATA)), 1);

        assertThat(again.count("splunk")).isEqualTo(2);
        assertThat(Files.readAllLines(folder.resolve("splunk.jsonl"))).hasSize(2);
    }

    @Test
    void an_event_refused_after_a_later_one_is_kept_also_when_reopened() throws IOException {
        DeadLetters before = new DeadLetters(folder, NOON);
        before.add("splunk", List.of(refusal("{\"id\":\"e5\"}", 5, BAD_DATA)), 1);
        before.add("splunk", List.of(refusal("{\"id\":\"e2\"}", 2, BAD_DATA)), 2);

        DeadLetters again = new DeadLetters(folder, NOON);
        again.add(
                "splunk",
                List.of(
                        refusal("{\"id\":\"e5\"}", 5, BAD_DATA),
                        refusal("{\"id\":\"e2\"}", 2, BAD_DATA),
                        refusal("{\"id\":\"e1\"}", 1, BAD_DATA)),
                3);

        assertThat(Files.readAllLines(folder.resolve("splunk.jsonl")))
                .extracting(line -> DeadLetterFile.entry(line).at("/event/id").asText())
                .containsExactly("e5", "e2", "e1");
        assertThat(again.count("splunk")).isEqualTo(3);
    }

    @Test
    void of_a_hundred_thousand_dead_letters_the_positions_are_known_and_of_more_the_last() {
        RecentPositions positions = new RecentPositions();
        for (long position = 0; position < RecentPositions.MOST + 10; position++) {
            positions.add(position);
        }

        assertThat(positions.contains(9)).isFalse();
        assertThat(positions.contains(10)).isTrue();
        assertThat(positions.contains(RecentPositions.MOST + 9)).isTrue();
        positions.remove(10);
        assertThat(positions.contains(10)).isFalse();
    }

    @Test
    void a_line_torn_by_a_crash_is_cut_and_written_again() throws IOException {
        new DeadLetters(folder, NOON).add("splunk", List.of(refusal("{\"id\":\"a\"}", 5, BAD_DATA)), 1);
        Files.writeString(folder.resolve("splunk.jsonl"), "{\"position\":9,\"rea", StandardOpenOption.APPEND);

        DeadLetters again = new DeadLetters(folder, NOON);
        again.add("splunk", List.of(refusal("{\"id\":\"b\"}", 9, BAD_DATA)), 1);

        assertThat(again.groups("splunk")).extracting(DeadLetterGroup::count).containsExactly(2L);
    }

    @Test
    void dead_letters_of_no_integration_are_removed_and_the_others_stay() throws IOException {
        DeadLetters before = new DeadLetters(folder, NOON);
        before.add("splunk", List.of(refusal("{\"id\":\"a\"}", 5, BAD_DATA)), 1);
        before.add("deleted", List.of(refusal("{\"id\":\"b\"}", 9, BAD_DATA)), 1);

        DeadLetters again = new DeadLetters(folder, NOON);
        again.removeAllBut(Set.of("splunk"));

        assertThat(folder)
                .isDirectoryContaining("glob:**splunk.jsonl")
                .isDirectoryNotContaining("glob:**deleted.jsonl");
        assertThat(again.count("splunk")).isEqualTo(1);
    }

    private static Refusal refusal(String json, long position, Reason reason) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Refusal(
                new Event(bytes, 0, bytes.length, Kind.of(EventType.DLP_MATCH, Severity.HIGH), position), reason);
    }
}
