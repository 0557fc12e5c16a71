package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Batch;
import routes.event.Kind;

/** What a sink without replies has written, and what becomes of the cursor meanwhile. */
class ConfirmationTest {

    @TempDir
    private Path folder;

    @Test
    void what_waits_for_a_confirmation_is_pending_until_it_comes() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Subscription subscription = journal.subscribe("s", "earliest");
            append(journal, 4);
            CompletableFuture<Void> first = new CompletableFuture<>();
            CompletableFuture<Void> second = new CompletableFuture<>();

            next(subscription, Sample.DENIES, 2);
            subscription.committed(subscription.readTo(), first);
            next(subscription, Sample.DENIES, 2);
            subscription.committed(subscription.readTo(), second);
            assertThat(subscription.pending(Sample.DENIES)).isEqualTo(4);

            second.complete(null);
            assertThat(subscription.pending(Sample.DENIES)).isEqualTo(4);
            first.complete(null);
            assertThat(subscription.pending(Kind.ALL)).isZero();
        }
    }

    @Test
    void what_was_settled_without_waiting_counts_when_all_before_it_is_confirmed() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Subscription subscription = journal.subscribe("s", "earliest");
            append(journal, 2);
            CompletableFuture<Void> confirmation = new CompletableFuture<>();

            next(subscription, Sample.DENIES, 1);
            subscription.committed(subscription.readTo(), confirmation);
            next(subscription, Sample.DENIES, 1);
            subscription.committed(subscription.readTo());
            assertThat(subscription.pending(Sample.DENIES)).isEqualTo(2);

            confirmation.complete(null);
            assertThat(subscription.pending(Kind.ALL)).isZero();
        }
    }

    @Test
    void what_is_lost_comes_again_and_all_behind_it() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Subscription subscription = journal.subscribe("s", "earliest");
            append(journal, 6);
            CompletableFuture<Void> kept = new CompletableFuture<>();
            CompletableFuture<Void> lost = new CompletableFuture<>();
            next(subscription, Sample.DENIES, 2);
            subscription.committed(subscription.readTo(), kept);
            next(subscription, Sample.DENIES, 2);
            subscription.committed(subscription.readTo(), lost);
            kept.complete(null);

            lost.completeExceptionally(new IllegalStateException("the connection ended"));
            assertThat(subscription.isLost()).isTrue();
            assertThat(subscription.next(Sample.DENIES, 2, 1_000_000, 0, () -> false))
                    .isEmpty();
            subscription.rewind();

            assertThat(subscription.isLost()).isFalse();
            assertThat(Sample.texts(next(subscription, Sample.DENIES, 10))).isEqualTo(Sample.denies(2, 6));
        }
    }

    @Test
    void many_batches_that_wait_for_one_confirmation_are_remembered_as_one() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Subscription subscription = journal.subscribe("s", "earliest");
            append(journal, 50);
            CompletableFuture<Void> confirmation = new CompletableFuture<>();
            for (int i = 0; i < 50; i++) {
                next(subscription, Sample.DENIES, 1);
                subscription.committed(subscription.readTo(), confirmation);
            }
            assertThat(confirmation.getNumberOfDependents()).isEqualTo(1);

            confirmation.complete(null);
            assertThat(subscription.pending(Kind.ALL)).isZero();
        }
    }

    /** Each group one deny and two allows. */
    private static void append(Journal journal, int groups) throws Exception {
        for (int group = 0; group < groups; group++) {
            Sample.append(journal, Sample.allow(group), Sample.deny(group), Sample.allow(group));
        }
    }

    private static Batch next(Subscription subscription, long selection, int maxEvents) throws Exception {
        return subscription
                .next(selection, maxEvents, 1_000_000, 0, () -> false)
                .orElseThrow();
    }
}
