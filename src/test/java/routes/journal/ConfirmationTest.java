package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.event.Batch;
import routes.event.Selection;
import routes.journal.camel.JournalComponent;
import routes.journal.camel.JournalEndpoint;

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
            assertThat(subscription.pending(Selection.ALL)).isZero();
        }
    }

    @Test
    void what_only_waits_for_a_confirmation_is_not_unsettled_until_it_is_lost() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Subscription subscription = journal.subscribe("s", "earliest");
            append(journal, 4);
            CompletableFuture<Void> confirmation = new CompletableFuture<>();

            next(subscription, Sample.DENIES, 2);
            assertThat(subscription.oldestUnsettledAt(Sample.DENIES)).isPresent();
            next(subscription, Sample.DENIES, 2);
            subscription.committed(subscription.readTo(), confirmation);
            assertThat(subscription.oldestUnsettledAt(Sample.DENIES)).isEmpty();
            assertThat(subscription.oldestPendingAt(Sample.DENIES)).isPresent();

            confirmation.completeExceptionally(new IllegalStateException("the connection ended"));
            assertThat(subscription.oldestUnsettledAt(Sample.DENIES)).isPresent();
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
            assertThat(subscription.pending(Selection.ALL)).isZero();
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
            assertThat(subscription.pending(Selection.ALL)).isZero();
        }
    }

    @Test
    void what_a_sink_wrote_and_lost_is_offered_again_before_anything_new() throws Exception {
        List<CompletableFuture<Void>> confirmations = new CopyOnWriteArrayList<>();
        BlockingQueue<Batch> offered = new LinkedBlockingQueue<>();
        try (Journal journal = new TestJournal(folder).open();
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("journal", JournalComponent.class).setJournal(journal);
            context.addRoutes(writing(offered, confirmations));
            context.start();
            Sample.append(journal, Sample.deny(0), Sample.deny(1), Sample.deny(2));
            awaitOffered(offered, 0, 3);
            Await.until("three were written", () -> confirmations.size() == 3);
            confirmations.get(0).complete(null);
            Await.until("one is confirmed", () -> pending(journal) == 2);

            confirmations.get(1).completeExceptionally(new IllegalStateException("the connection ended"));
            Sample.append(journal, Sample.deny(3));

            awaitOffered(offered, 1, 4);
            Await.until("all were written again", () -> confirmations.size() == 6);
            confirmations.forEach(confirmation -> confirmation.complete(null));
            Await.until("nothing pending", () -> pending(journal) == 0);
        }
    }

    /** A route whose sink writes each event and leaves when it counts. */
    private static RouteBuilder writing(BlockingQueue<Batch> offered, List<CompletableFuture<Void>> confirmations) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("journal:stream?startFrom=earliest&maxEvents=1").process(exchange -> {
                    CompletableFuture<Void> confirmation = new CompletableFuture<>();
                    exchange.setProperty(JournalEndpoint.CONFIRMATION, confirmation);
                    offered.add(exchange.getMessage().getBody(Batch.class));
                    confirmations.add(confirmation);
                });
            }
        };
    }

    private static void awaitOffered(BlockingQueue<Batch> offered, int from, int to) throws InterruptedException {
        for (int i = from; i < to; i++) {
            Batch batch = offered.poll(Await.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            assertThat(batch).isNotNull();
            assertThat(Sample.texts(batch)).containsExactly(Sample.deny(i));
        }
    }

    private static long pending(Journal journal) {
        return journal.subscription("stream").orElseThrow().pending(Selection.ALL);
    }

    /** Each group one deny and two allows. */
    private static void append(Journal journal, int groups) throws Exception {
        for (int group = 0; group < groups; group++) {
            Sample.append(journal, Sample.allow(group), Sample.deny(group), Sample.allow(group));
        }
    }

    private static Batch next(Subscription subscription, Selection selection, int maxEvents) throws Exception {
        return subscription
                .next(selection, maxEvents, 1_000_000, 0, () -> false)
                .orElseThrow();
    }
}
