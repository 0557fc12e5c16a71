package routes.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

class DeadLettersAgainTest {

    private static final Reason NO_INDEX = new Reason("hec_7", "Incorrect index.", "Allow the index.");
    private static final Reason BAD_DATA = new Reason("hec_6", "Invalid data format.", "");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-26T12:00:00Z"), ZoneOffset.UTC);

    private static final DeadLetterLimits LIMITS = new DeadLetterLimits(Duration.ZERO, 1 << 20);

    @TempDir
    private Path folder;

    @Test
    void a_crash_between_the_new_line_and_the_end_of_the_old_one_leaves_one_with_the_new_reason() throws IOException {
        DeadLetters before = new DeadLetters(folder, LIMITS, NOON);
        before.add("splunk", List.of(refusal("{\"id\":\"a\"}", 1, BAD_DATA)));
        byte[] old = Files.readAllBytes(folder.resolve("splunk.jsonl"));
        before.refusedAgain("splunk", Map.of(first(before), refusal("{\"id\":\"a\"}", 1, NO_INDEX)));
        byte[] both = Files.readAllBytes(folder.resolve("splunk.jsonl"));
        System.arraycopy(old, 0, both, 0, old.length);
        Files.write(folder.resolve("splunk.jsonl"), both);

        DeadLetters again = new DeadLetters(folder, LIMITS, NOON);

        assertThat(again.count("splunk")).isEqualTo(1);
        assertThat(again.groups("splunk")).extracting(DeadLetterGroup::reason).containsExactly("hec_7");
    }

    @Test
    void what_is_dropped_is_gone_though_the_file_cannot_be_made_smaller() throws IOException {
        DeadLetters deadLetters = new DeadLetters(folder, LIMITS, NOON);
        deadLetters.add(
                "splunk", List.of(refusal("{\"id\":\"a\"}", 1, BAD_DATA), refusal("{\"id\":\"b\"}", 2, BAD_DATA)));
        // stands where the smaller file would be written
        Files.createDirectories(folder.resolve("splunk.jsonl.new/in-the-way"));

        long dropped = deadLetters.drop(
                "splunk", new DeadLetterFilter(Set.of("a"), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(dropped).isEqualTo(1);
        assertThat(new DeadLetters(folder, LIMITS, NOON).count("splunk")).isEqualTo(1);
    }

    @Test
    void what_is_dropped_while_it_is_sent_again_stays_dropped_though_it_is_refused_again() throws IOException {
        DeadLetters deadLetters = new DeadLetters(folder, LIMITS, NOON);
        Refusal a = refusal("{\"id\":\"a\"}", 1, BAD_DATA);
        deadLetters.add("splunk", List.of(a, refusal("{\"id\":\"b\"}", 2, BAD_DATA)));
        deadLetters.file("splunk").keep();
        DeadLetter sent = first(deadLetters);

        deadLetters.drop(
                "splunk", new DeadLetterFilter(Set.of("a"), Optional.empty(), Optional.empty(), Optional.empty()));
        deadLetters.refusedAgain("splunk", Map.of(sent, a));
        deadLetters.file("splunk").release();

        assertThat(deadLetters.count("splunk")).isEqualTo(1);
        assertThat(folder.resolve("splunk.jsonl")).content().doesNotContain("\"a\"");
    }

    private static DeadLetter first(DeadLetters deadLetters) throws IOException {
        try (DeadLetterLines lines = deadLetters.file("splunk").lines()) {
            return lines.next();
        }
    }

    private static Refusal refusal(String json, long position, Reason reason) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Refusal(
                new Event(bytes, 0, bytes.length, Kind.of(EventType.of("dlp.match"), Severity.HIGH), position),
                reason,
                1);
    }
}
