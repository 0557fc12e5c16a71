package routes.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Kind;
import routes.event.Severity;
import routes.verdict.Reason;
import routes.verdict.Refusal;

class DeadLettersTest {

    private static final Reason NO_INDEX = new Reason("hec_7", "Incorrect index.", "Allow the index.");
    private static final Reason BAD_DATA = new Reason("hec_6", "Invalid data format.", "");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-26T12:00:00Z"), ZoneOffset.UTC);

    private static final DeadLetterLimits LIMITS = new DeadLetterLimits(Duration.ZERO, 1 << 20);

    @TempDir
    private Path folder;

    @Test
    void a_dead_letter_holds_the_event_its_position_and_why() throws IOException {
        new DeadLetters(folder, LIMITS, NOON)
                .add("splunk", List.of(refusal("{\"id\":\"a\"}", 42, BAD_DATA).after(6)));

        assertThat(folder.resolve("splunk.jsonl"))
                .content()
                .isEqualTo("{\"position\":42,\"reason\":\"hec_6\","
                        + "\"detail\":\"Invalid data format.\",\"attempts\":7,\"refused_at\":\"2026-05-26T12:00:00Z\","
                        + "\"event\":{\"id\":\"a\"}}\n");
    }

    @Test
    void a_damaged_line_costs_itself_alone() throws IOException {
        new DeadLetters(folder, LIMITS, NOON).add("splunk", List.of(refusal("{\"id\":\"a\"}", 42, BAD_DATA)));
        Path file = folder.resolve("splunk.jsonl");
        byte[] bytes = Files.readAllBytes(file);
        bytes[2] = (byte) 0xff;
        bytes[bytes.length - 2] = '"';
        Files.write(file, bytes);

        DeadLetters again = new DeadLetters(folder, LIMITS, NOON);
        again.add("splunk", List.of(refusal("{\"id\":\"b\"}", 43, BAD_DATA)));

        assertThat(again.count("splunk")).isEqualTo(2);
        assertThat(again.groups("splunk")).extracting(DeadLetterGroup::reason).contains("hec_6");
    }

    @Test
    void what_a_failed_write_left_behind_is_gone_after_the_next() throws IOException {
        DeadLetters deadLetters = new DeadLetters(folder, LIMITS, NOON);
        deadLetters.add("splunk", List.of(refusal("{\"id\":\"a\"}", 1, BAD_DATA)));
        Path file = folder.resolve("splunk.jsonl");
        Files.writeString(file, "{\"position\":2,\"re", StandardOpenOption.APPEND);

        deadLetters.add("splunk", List.of(refusal("{\"id\":\"b\"}", 2, BAD_DATA)));

        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.endsWith("}}"));
    }

    @Test
    void dead_letters_are_counted_and_grouped_by_reason_after_a_restart_too() throws IOException {
        new DeadLetters(folder, LIMITS, NOON)
                .add(
                        "splunk",
                        List.of(
                                refusal("{\"id\":\"a\"}", 1, NO_INDEX),
                                refusal("{\"id\":\"b\"}", 2, BAD_DATA),
                                refusal("{\"id\":\"c\"}", 3, BAD_DATA)));

        DeadLetters again = new DeadLetters(folder, LIMITS, NOON);

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
        new DeadLetters(folder, LIMITS, NOON).add("splunk", List.of(refusal("{\"id\":\"a\"}", 5, BAD_DATA)));

        DeadLetters again = new DeadLetters(folder, LIMITS, NOON);
        again.add("splunk", List.of(refusal("{\"id\":\"a\"}", 5, BAD_DATA), refusal("{\"id\":\"b\"}", 9, BAD_DATA)));

        assertThat(again.count("splunk")).isEqualTo(2);
        assertThat(Files.readAllLines(folder.resolve("splunk.jsonl"))).hasSize(2);
    }

    @Test
    void an_event_refused_after_a_later_one_is_kept_also_when_reopened() throws IOException {
        DeadLetters before = new DeadLetters(folder, LIMITS, NOON);
        before.add("splunk", List.of(refusal("{\"id\":\"e5\"}", 5, BAD_DATA)));
        before.add("splunk", List.of(refusal("{\"id\":\"e2\"}", 2, BAD_DATA)));

        DeadLetters again = new DeadLetters(folder, LIMITS, NOON);
        again.add(
                "splunk",
                List.of(
                        refusal("{\"id\":\"e5\"}", 5, BAD_DATA),
                        refusal("{\"id\":\"e2\"}", 2, BAD_DATA),
                        refusal("{\"id\":\"e1\"}", 1, BAD_DATA)));

        assertThat(Files.readAllLines(folder.resolve("splunk.jsonl")))
                .extracting(line -> new DeadLetter(0, line.getBytes(StandardCharsets.UTF_8))
                        .json()
                        .at("/event/id")
                        .asText())
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
        new DeadLetters(folder, LIMITS, NOON).add("splunk", List.of(refusal("{\"id\":\"a\"}", 5, BAD_DATA)));
        Files.writeString(folder.resolve("splunk.jsonl"), "{\"position\":9,\"rea", StandardOpenOption.APPEND);

        DeadLetters again = new DeadLetters(folder, LIMITS, NOON);
        again.add("splunk", List.of(refusal("{\"id\":\"b\"}", 9, BAD_DATA)));

        assertThat(again.groups("splunk")).extracting(DeadLetterGroup::count).containsExactly(2L);
    }

    @Test
    void dead_letters_of_no_integration_are_removed_and_the_others_stay() throws IOException {
        DeadLetters before = new DeadLetters(folder, LIMITS, NOON);
        before.add("splunk", List.of(refusal("{\"id\":\"a\"}", 5, BAD_DATA)));
        before.add("deleted", List.of(refusal("{\"id\":\"b\"}", 9, BAD_DATA)));

        DeadLetters again = new DeadLetters(folder, LIMITS, NOON);
        again.removeAllBut(Set.of("splunk"));

        assertThat(folder)
                .isDirectoryContaining("glob:**splunk.jsonl")
                .isDirectoryNotContaining("glob:**deleted.jsonl");
        assertThat(again.count("splunk")).isEqualTo(1);
    }

    @Test
    void beyond_their_bound_nothing_is_kept_until_there_is_room_and_before_it_people_are_warned() throws IOException {
        DeadLetters small = new DeadLetters(folder, new DeadLetterLimits(Duration.ZERO, 300), NOON);
        small.add("splunk", List.of(refusal("{\"id\":\"a\"}", 1, BAD_DATA)));
        assertThat(small.warning("splunk")).isEmpty();
        small.add("splunk", List.of(refusal("{\"id\":\"b\"}", 2, BAD_DATA)));
        assertThat(small.warning("splunk")).get().returns("dead_letters_filling", Reason::code);

        Refusal third = refusal("{\"id\":\"c\"}", 3, BAD_DATA);
        assertThatThrownBy(() -> small.add("splunk", List.of(third))).isInstanceOf(DeadLettersFullException.class);
        assertThat(small.isFull("splunk")).isTrue();
        assertThat(small.count("splunk")).isEqualTo(2);

        small.drop("splunk", DeadLetterFilter.ALL);
        assertThat(small.isFull("splunk")).isFalse();
        small.add("splunk", List.of(third));
        assertThat(small.count("splunk")).isEqualTo(1);
    }

    @Test
    void what_is_dropped_is_gone_from_the_disk_and_may_be_refused_again() throws IOException {
        DeadLetters deadLetters = new DeadLetters(folder, LIMITS, NOON);
        deadLetters.add(
                "splunk", List.of(refusal("{\"id\":\"a\"}", 1, BAD_DATA), refusal("{\"id\":\"b\"}", 2, NO_INDEX)));

        deadLetters.drop(
                "splunk", new DeadLetterFilter(Set.of("a"), Optional.of("hec_6"), Optional.empty(), Optional.empty()));

        assertThat(folder.resolve("splunk.jsonl")).content().doesNotContain("\"a\"");
        assertThat(deadLetters.groups("splunk"))
                .extracting(DeadLetterGroup::reason)
                .containsExactly("hec_7");
        deadLetters.add("splunk", List.of(refusal("{\"id\":\"a\"}", 1, BAD_DATA)));
        assertThat(deadLetters.count("splunk")).isEqualTo(2);
    }

    @Test
    void two_drops_at_once_take_what_each_of_them_means_and_nothing_else() throws Exception {
        DeadLetters deadLetters = new DeadLetters(folder, new DeadLetterLimits(Duration.ZERO, 1 << 24), NOON);
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            Reason reason = i < 3 ? NO_INDEX : i % 3 == 0 ? BAD_DATA : new Reason("http_400", "No.", "");
            refusals.add(refusal("{\"id\":\"" + i + "\"}", i, reason));
        }
        deadLetters.add("splunk", refusals);

        CompletableFuture<Long> first = CompletableFuture.supplyAsync(() -> drop(deadLetters, "hec_7"));
        CompletableFuture<Long> second = CompletableFuture.supplyAsync(() -> drop(deadLetters, "http_400"));

        assertThat(List.of(first.get(), second.get())).containsExactly(3L, 19_998L);
        assertThat(deadLetters.count("splunk")).isEqualTo(9_999);
        assertThat(deadLetters.groups("splunk"))
                .extracting(DeadLetterGroup::reason, DeadLetterGroup::count)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("hec_6", 9_999L));
        assertThat(Files.readAllLines(folder.resolve("splunk.jsonl"))).hasSize(9_999);
    }

    private static long drop(DeadLetters deadLetters, String reason) {
        try {
            return deadLetters.drop(
                    "splunk", new DeadLetterFilter(Set.of(), Optional.of(reason), Optional.empty(), Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void only_what_is_past_its_age_is_dropped_and_it_is_counted() throws IOException {
        new DeadLetters(folder, LIMITS, NOON).add("splunk", List.of(refusal("{\"id\":\"a\"}", 1, BAD_DATA)));
        Clock later = Clock.offset(NOON, Duration.ofHours(23));
        new DeadLetters(folder, LIMITS, later).add("splunk", List.of(refusal("{\"id\":\"b\"}", 2, BAD_DATA)));
        DeadLetters aging = new DeadLetters(
                folder, new DeadLetterLimits(Duration.ofDays(1), 1 << 20), Clock.offset(NOON, Duration.ofHours(25)));
        assertThat(aging.aside("splunk", 0, 0).expireAt())
                .contains(NOON.instant().plus(Duration.ofDays(1)));

        aging.expire("splunk");

        assertThat(aging.count("splunk")).isEqualTo(1);
        assertThat(aging.aside("splunk", 0, 0).expired()).isEqualTo(1);
        assertThat(aging.aside("splunk", 0, 0).oldestAt()).contains(later.instant());
    }

    @Test
    void a_dead_letter_gives_its_event_back_byte_for_byte() throws IOException {
        String json = "{\"event_type\":\"policy.deny\",\"n\":1.50E+2,\"reason\":\"a,\\\"event\\\":{}\"}";
        Reason tricky = new Reason("x,\"event\":", "and ,\"event\":{ too", "");
        DeadLetters deadLetters = new DeadLetters(folder, LIMITS, NOON);
        deadLetters.add("splunk", List.of(refusal(json, 7, tricky)));

        try (DeadLetterLines lines = deadLetters.file("splunk").lines()) {
            Event event = lines.next().event().orElseThrow();
            assertThat(event.json()).isEqualTo(json);
            assertThat(event.position()).isEqualTo(7);
            assertThat(event.type()).isEqualTo(EventType.of("policy.deny"));
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
