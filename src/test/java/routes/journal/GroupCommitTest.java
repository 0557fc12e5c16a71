package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.event.Lines;
import routes.event.Selection;
import routes.journal.camel.JournalComponent;
import routes.journal.segment.AppendQueue;
import routes.journal.segment.Disk;

class GroupCommitTest {

    private static final int THREADS = 8;
    private static final int APPENDS = 100;

    @TempDir
    private Path folder;

    @Test
    void every_thread_finds_its_events_in_its_own_order() throws Exception {
        try (Journal journal = new TestJournal(folder).segmentBytes(20_000).open()) {
            List<Thread> threads = new ArrayList<>();
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            for (int thread = 0; thread < THREADS; thread++) {
                threads.add(appending(journal, thread * APPENDS, failures));
            }
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(60));
            }

            List<String> events = Sample.readAll(journal, journal.subscribe("all", "earliest"), Selection.ALL);
            assertThat(failures).isEmpty();
            assertThat(events).hasSize(THREADS * APPENDS);
            for (int thread = 0; thread < THREADS; thread++) {
                assertThat(events).containsSubsequence(Sample.denies(thread * APPENDS, (thread + 1) * APPENDS));
            }
        }
    }

    private static Thread appending(Journal journal, int first, List<Throwable> failures) {
        Thread thread = new Thread(() -> {
            try {
                for (int i = 0; i < APPENDS; i++) {
                    Sample.append(journal, Sample.deny(first + i));
                }
            } catch (Exception | AssertionError e) {
                failures.add(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void what_gathers_during_a_sync_is_committed_by_the_next_one() throws Exception {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch gathered = new CountDownLatch(1);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Disk slow = slowDisk(syncing, gathered);
        CountDownLatch answered = new CountDownLatch(11);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        try (Journal journal =
                new TestJournal(folder).disk(slow).registry(registry).open()) {
            for (int i = 0; i < 11; i++) {
                int number = i;
                journal.append(Sample.lines(Sample.denies(i, i + 1)), failure -> {
                    order.add(failure == null ? number : -1);
                    answered.countDown();
                });
                assertThat(syncing.await(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(order).isEmpty();
            gathered.countDown();

            assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            assertThat(registry.counter("siem.journal.commit.groups").count()).isEqualTo(2);
        }
    }

    @Test
    void where_no_more_may_wait_who_must_not_wait_is_told_and_a_route_waits_without_its_thread() throws Exception {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Lines half = Sample.lines(Collections.nCopies(
                (int) AppendQueue.MOST_BYTES / 2 / (Sample.deny(0).length() + 1), Sample.deny(0)));
        CamelContext context = new DefaultCamelContext();
        try (Journal journal =
                new TestJournal(folder).disk(slowDisk(syncing, goOn)).open()) {
            context.getComponent("journal", JournalComponent.class).setJournal(journal);
            context.start();
            journal.append(Sample.lines(Sample.denies(1, 2)), failure -> {});
            assertThat(syncing.await(20, TimeUnit.SECONDS)).isTrue();
            CountDownLatch durable = new CountDownLatch(4);
            Consumer<Throwable> done = failure -> durable.countDown();
            assertThat(journal.tryAppend(half, done)).isTrue();
            assertThat(journal.tryAppend(half, done)).isTrue();
            assertThat(journal.tryAppend(half, done)).isFalse();

            Endpoint append = context.getEndpoint("journal:append");
            Exchange exchange = append.createExchange();
            exchange.getMessage().setBody(half);
            AsyncProducer producer = append.createAsyncProducer();
            assertThat(producer.process(exchange, doneSync -> durable.countDown()))
                    .isFalse();
            Exchange another = append.createExchange();
            another.getMessage().setBody(half);
            assertThat(producer.process(another, doneSync -> durable.countDown()))
                    .isFalse();
            goOn.countDown();

            assertThat(durable.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(exchange.getException()).isNull();
            assertThat(another.getException()).isNull();
            assertThat(journal.end())
                    .isEqualTo(4L * half.length() + Sample.deny(1).length() + 1);
        } finally {
            context.stop();
        }
    }

    @Test
    void small_appends_do_not_pass_a_large_one_that_waits_for_room() throws Exception {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Lines most = Sample.lines(Collections.nCopies(
                (int) AppendQueue.MOST_BYTES * 2 / 3 / Sample.deny(0).length(), Sample.deny(0)));
        Lines one = Sample.lines(Sample.denies(1, 2));
        try (Journal journal =
                new TestJournal(folder).disk(slowDisk(syncing, goOn)).open()) {
            journal.append(one, failure -> {});
            assertThat(syncing.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(journal.tryAppend(most, failure -> {})).isTrue();
            CountDownLatch durable = new CountDownLatch(1);
            Thread large = new Thread(() -> journal.append(most, failure -> durable.countDown()));
            large.start();

            Await.until("the large one waits", () -> large.getState() == Thread.State.WAITING);
            assertThat(journal.tryAppend(one, failure -> {})).isFalse();
            goOn.countDown();

            assertThat(durable.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(journal.tryAppend(one, failure -> {})).isTrue();
        }
    }

    /** Says when a sync of lines begins, and lets it go on when told. */
    private static Disk slowDisk(CountDownLatch begun, CountDownLatch goOn) {
        return new Disk(
                (file, options) -> new FaultyChannel(FileChannel.open(file, options), step -> {
                    if (step == FaultyChannel.Step.SYNC && file.toString().endsWith(".jsonl")) {
                        begun.countDown();
                        awaitQuietly(goOn);
                    }
                }),
                any -> TestJournal.PLENTY,
                InstantSource.system());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
