package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Batch;
import routes.event.Selection;

class SubscriptionTest {

    @TempDir
    private Path folder;

    @Test
    void from_memory_and_from_disk_come_the_same_events() throws Exception {
        TestJournal place = new TestJournal(folder).segmentBytes(2000);
        List<String> fromMemory;
        try (Journal journal = place.open()) {
            appendGroups(journal, 40);
            fromMemory = Sample.readAll(journal, journal.subscribe("memory", "earliest"), Sample.DENIES);
        }
        try (Journal journal = place.memoryBytes(0).open()) {
            List<String> fromDisk = Sample.readAll(journal, journal.subscribe("disk", "earliest"), Sample.DENIES);

            assertThat(fromDisk).hasSize(40).isEqualTo(fromMemory);
        }
    }

    /** Each group one deny and two allows. */
    private static void appendGroups(Journal journal, int groups) throws Exception {
        for (int group = 0; group < groups; group++) {
            Sample.append(journal, Sample.allow(group), Sample.deny(group), Sample.allow(group));
        }
    }

    @Test
    void events_are_made_once_for_all_subscriptions() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Sample.append(journal, Sample.deny(1));

            Batch first = next(journal.subscribe("a", "earliest"), Selection.ALL, 10);
            Batch second = next(journal.subscribe("b", "earliest"), Selection.ALL, 10);

            assertThat(first.events().get(0)).isSameAs(second.events().get(0));
        }
    }

    @Test
    void pending_is_exact_for_every_selection_and_after_a_restart() throws Exception {
        TestJournal place = new TestJournal(folder).segmentBytes(1500);
        try (Journal journal = place.open()) {
            Subscription subscription = journal.subscribe("s", "now");
            appendGroups(journal, 30);
            Batch batch = next(subscription, Sample.DENIES, 4);
            subscription.committed(batch.events().get(3).position());

            assertThat(subscription.pending(Sample.DENIES)).isEqualTo(27);
            assertThat(subscription.pending(Sample.ALLOWS)).isEqualTo(60 - 7);
            assertThat(subscription.pending(Selection.ALL)).isEqualTo(90 - 10);
        }
        try (Journal journal = place.open()) {
            Subscription subscription = journal.subscription("s").orElseThrow();

            assertThat(subscription.pending(Sample.DENIES)).isEqualTo(27);
            assertThat(subscription.pending(Selection.ALL)).isEqualTo(90 - 10);
            assertThat(Sample.readAll(journal, subscription, Sample.DENIES)).isEqualTo(Sample.denies(3, 30));
        }
    }

    @Test
    void the_oldest_pending_time_is_that_of_the_first_selected_group() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Subscription subscription = journal.subscribe("s", "now");
            assertThat(subscription.oldestPendingAt(Selection.ALL)).isEmpty();
            Sample.append(journal, Sample.allow(1));
            Instant between = Instant.now();
            Sample.append(journal, Sample.deny(2));

            assertThat(subscription.oldestPendingAt(Sample.ALLOWS).orElseThrow())
                    .isBeforeOrEqualTo(between);
            assertThat(subscription.oldestPendingAt(Sample.DENIES).orElseThrow())
                    .isAfterOrEqualTo(between.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        }
    }

    @Test
    void the_cursor_moves_over_groups_that_hold_nothing_selected() throws Exception {
        try (Journal journal = new TestJournal(folder).memoryBytes(0).open()) {
            Subscription subscription = journal.subscribe("s", "now");
            for (int i = 0; i < 20; i++) {
                Sample.append(journal, Sample.allow(i));
            }
            long end = journal.end();
            Sample.append(journal, Sample.deny(20));

            next(subscription, Sample.DENIES, 10);

            assertThat(subscription.position()).isEqualTo(end);
        }
    }

    @Test
    void a_batch_keeps_to_its_bounds_and_an_event_larger_than_them_comes_alone() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Sample.append(journal, Sample.denies(0, 10));
            Subscription subscription = journal.subscribe("s", "earliest");
            long three = 3L * Sample.deny(0).length();

            assertThat(next(subscription, Selection.ALL, 2).size()).isEqualTo(2);
            assertThat(subscription
                            .next(Selection.ALL, 100, three, 0, () -> false)
                            .orElseThrow()
                            .size())
                    .isEqualTo(3);
            assertThat(subscription
                            .next(Selection.ALL, 100, 1, 0, () -> false)
                            .orElseThrow()
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_batch_with_room_waits_for_more_until_it_is_full() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Subscription subscription = journal.subscribe("s", "now");
            CompletableFuture<Batch> batch = CompletableFuture.supplyAsync(() -> {
                try {
                    return subscription
                            .next(Selection.ALL, 3, 1_000_000, 60_000, () -> false)
                            .orElseThrow();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Sample.append(journal, Sample.deny(0));
            Sample.append(journal, Sample.deny(1));
            Sample.append(journal, Sample.deny(2));

            assertThat(Sample.texts(batch.get(20, TimeUnit.SECONDS))).isEqualTo(Sample.denies(0, 3));
        }
    }

    @Test
    void cursor_and_counters_survive_a_restart_and_removal_forgets_them() throws Exception {
        TestJournal place = new TestJournal(folder);
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.denies(0, 10));
            Subscription subscription = journal.subscribe("s", "earliest");
            next(subscription, Selection.ALL, 4);
            subscription.committed(subscription.readTo());
            subscription.count("delivered", 4);
        }
        try (Journal journal = place.open()) {
            Subscription subscription = journal.subscribe("s", "now");

            assertThat(subscription.counter("delivered")).isEqualTo(4);
            assertThat(Sample.readAll(journal, subscription, Selection.ALL)).isEqualTo(Sample.denies(4, 10));
            journal.remove("s");
        }
        try (Journal journal = place.open()) {
            assertThat(journal.subscription("s")).isEmpty();
        }
    }

    @Test
    void what_nobody_asks_for_after_a_restart_is_unclaimed_until_somebody_does() throws Exception {
        TestJournal place = new TestJournal(folder);
        try (Journal journal = place.open()) {
            journal.subscribe("read", "now");
            journal.subscribe("forgotten", "now");
            assertThat(journal.unclaimed()).isEmpty();
        }
        try (Journal journal = place.open()) {
            journal.subscribe("read", "now");
            assertThat(journal.unclaimed()).containsExactly("forgotten");

            journal.remove("forgotten");
            assertThat(journal.unclaimed()).isEmpty();
        }
    }

    @Test
    void a_new_subscription_begins_now_at_the_earliest_or_at_a_time() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Sample.append(journal, Sample.deny(0));
            String future = Instant.now().plusSeconds(3600).toString();
            String past = Instant.now().minusSeconds(3600).toString();

            assertThat(journal.subscribe("now", "now").pending(Selection.ALL)).isZero();
            assertThat(journal.subscribe("earliest", "earliest").pending(Selection.ALL))
                    .isEqualTo(1);
            assertThat(journal.subscribe("past", past).pending(Selection.ALL)).isEqualTo(1);
            assertThat(journal.subscribe("future", future).pending(Selection.ALL))
                    .isZero();
            assertThatThrownBy(() -> journal.subscribe("never", "yesterday"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("start_from = yesterday");
        }
    }

    @Test
    void a_damaged_line_is_not_delivered_is_counted_once_and_those_around_it_are_delivered() throws Exception {
        TestJournal place = new TestJournal(folder).memoryBytes(0);
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.denies(0, 10));
        }
        byte[] bytes = Files.readAllBytes(place.segment(0));
        bytes[Sample.deny(0).length() * 4 + 10] ^= 1;
        Files.write(place.segment(0), bytes);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        List<String> expected = new ArrayList<>(Sample.denies(0, 10));
        expected.remove(4);

        try (Journal journal = place.registry(registry).open()) {
            assertThat(Sample.readAll(journal, journal.subscribe("a", "earliest"), Selection.ALL))
                    .isEqualTo(expected);
            assertThat(Sample.readAll(journal, journal.subscribe("b", "earliest"), Selection.ALL))
                    .isEqualTo(expected);
        }
        assertThat(registry.counter("siem.journal.damaged.lines").count()).isEqualTo(1);
    }

    private static Batch next(Subscription subscription, Selection selection, int maxEvents) throws Exception {
        return subscription
                .next(selection, maxEvents, 1_000_000, 0, () -> false)
                .orElseThrow();
    }
}
