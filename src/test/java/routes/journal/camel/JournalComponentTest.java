package routes.journal.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.event.Batch;
import routes.event.Lines;
import routes.event.Selection;
import routes.journal.Journal;
import routes.journal.Sample;
import routes.journal.TestJournal;

class JournalComponentTest {

    private static final int SECONDS = 20;

    @TempDir
    private Path folder;

    private final BlockingQueue<Batch> offered = new LinkedBlockingQueue<>();
    private final CamelContext context = new DefaultCamelContext();
    private Journal journal;

    @BeforeEach
    void start() throws Exception {
        journal = new TestJournal(folder).open();
        context.getComponent("journal", JournalComponent.class).setJournal(journal);
        context.getShutdownStrategy().setTimeout(SECONDS);
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        journal.close();
    }

    private void append(String... events) throws Exception {
        Sample.append(journal, events);
    }

    /** A route from a subscription; what it is offered is in {@link #offered} before {@code then} sees it. */
    private JournalConsumer deliver(String options, Processor then) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("journal:splunk?startFrom=earliest" + options)
                        .routeId("deliver")
                        .process(exchange -> offered.add(exchange.getMessage().getBody(Batch.class)))
                        .process(then);
            }
        });
        return (JournalConsumer) context.getRoute("deliver").getConsumer();
    }

    private Batch offered() throws InterruptedException {
        Batch batch = offered.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(batch).as("a batch within " + SECONDS + " s").isNotNull();
        return batch;
    }

    private long pending() {
        return journal.subscription("splunk").orElseThrow().pending(Selection.ALL);
    }

    @Test
    void an_appended_body_is_durable_when_the_exchange_goes_on_and_is_left_as_it_is() throws Exception {
        for (String uri : List.of("journal:append")) {
            long before = journal.end();
            Lines lines = Sample.lines(Sample.denies(0, 3));

            Exchange exchange = context.createProducerTemplate()
                    .request(uri, sent -> sent.getMessage().setBody(lines));

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).isSameAs(lines);
            assertThat(journal.end()).isEqualTo(before + lines.length());
        }
    }

    @Test
    void no_lines_are_appended_at_once_and_anything_else_is_an_error() {
        Lines none = new Lines(new byte[0], 0, new int[0], new short[0], 0);

        assertThat(request(none).getException()).isNull();
        assertThat(request("text").getException()).hasMessageContaining("routes.event.Lines");
    }

    private Exchange request(Object body) {
        return context.createProducerTemplate()
                .request("journal:append", sent -> sent.getMessage().setBody(body));
    }

    @Test
    void a_closed_journal_fails_the_exchange() throws Exception {
        journal.close();

        assertThat(request(Sample.lines(Sample.denies(0, 1))).getException()).hasMessageContaining("closed");
    }

    @Test
    void batches_arrive_in_order_and_the_cursor_follows() throws Exception {
        deliver("&maxEvents=2", exchange -> {});
        append(Sample.deny(0), Sample.deny(1), Sample.deny(2));

        assertThat(Sample.texts(offered())).isEqualTo(Sample.denies(0, 2));
        assertThat(Sample.texts(offered())).isEqualTo(Sample.denies(2, 3));
        Await.until("nothing pending", () -> pending() == 0);
    }

    @Test
    void only_selected_kinds_arrive() throws Exception {
        deliver("&selection=" + Sample.DENIES, exchange -> {});
        append(Sample.allow(0), Sample.deny(1), Sample.allow(2));

        assertThat(Sample.texts(offered())).containsExactly(Sample.deny(1));
        Await.until("the cursor is behind what was not selected", () -> pending() == 0);
    }

    @Test
    void a_failed_batch_is_parked_unchanged_and_offered_again_when_told() throws Exception {
        JournalConsumer consumer = deliver("", failingOnce());
        append(Sample.deny(0));

        Batch first = offered();
        Await.until("parked", () -> consumer.nextRetryAt().isPresent());
        assertThat(consumer.nextRetryAt().orElseThrow()).isAfter(Instant.now());
        assertThat(pending()).isEqualTo(1);
        consumer.retryNow();

        assertThat(offered()).isSameAs(first);
        Await.until("delivered", () -> pending() == 0);
        assertThat(consumer.nextRetryAt()).isEmpty();
    }

    private static Processor failingOnce() {
        boolean[] failed = new boolean[1];
        return exchange -> {
            if (!failed[0]) {
                failed[0] = true;
                throw new IllegalStateException("the destination is down");
            }
        };
    }

    @Test
    void a_parked_batch_is_offered_again_by_itself() throws Exception {
        deliver("&probeMillis=1", failingOnce());
        append(Sample.deny(0));

        assertThat(offered()).isSameAs(offered());
        Await.until("delivered", () -> pending() == 0);
    }

    @Test
    void an_error_that_is_no_exception_parks_too_and_ends_no_thread() throws Exception {
        boolean[] failed = new boolean[1];
        deliver("&probeMillis=1", exchange -> {
            if (!failed[0]) {
                failed[0] = true;
                throw new OutOfMemoryError("thrown by a test");
            }
        });
        append(Sample.deny(0));

        assertThat(offered()).isSameAs(offered());
        Await.until("delivered", () -> pending() == 0);
    }

    @Test
    void the_route_says_when_to_try_again() throws Exception {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        JournalConsumer consumer = deliver("", exchange -> {
            exchange.setProperty(JournalEndpoint.RETRY_AT, tomorrow);
            throw new IllegalStateException("the destination asks for a day");
        });
        append(Sample.deny(0));

        offered();
        Await.until("parked", () -> consumer.nextRetryAt().isPresent());
        assertThat(consumer.nextRetryAt()).contains(tomorrow);
    }

    @Test
    void what_remains_is_offered_next_and_the_cursor_moves_up_to_it() throws Exception {
        deliver("&probeMillis=1", exchange -> {
            Batch batch = exchange.getMessage().getBody(Batch.class);
            if (batch.size() > 1) {
                exchange.setProperty(
                        JournalEndpoint.REMAINING, new Batch(batch.events().subList(1, batch.size())));
            }
            if (batch.size() == 2) {
                throw new IllegalStateException("the rest has to wait");
            }
        });
        append(Sample.deny(0), Sample.deny(1), Sample.deny(2));

        assertThat(Sample.texts(offered())).isEqualTo(Sample.denies(0, 3));
        assertThat(Sample.texts(offered())).isEqualTo(Sample.denies(1, 3));
        assertThat(Sample.texts(offered())).isEqualTo(Sample.denies(2, 3));
        Await.until("all delivered", () -> pending() == 0);
    }

    @Test
    void a_suspended_consumer_offers_nothing_and_goes_on_when_resumed() throws Exception {
        deliver("", exchange -> {});
        append(Sample.deny(0));
        assertThat(Sample.texts(offered())).isEqualTo(Sample.denies(0, 1));
        Await.until("delivered", () -> pending() == 0);

        context.getRouteController().suspendRoute("deliver");
        append(Sample.deny(1));
        assertThat(pending()).isEqualTo(1);
        assertThat(offered).isEmpty();
        context.getRouteController().resumeRoute("deliver");

        assertThat(Sample.texts(offered())).isEqualTo(Sample.denies(1, 2));
    }

    @Test
    void a_route_that_ends_after_its_stop_gave_up_on_it_moves_no_cursor() throws Exception {
        CompletableFuture<Thread> stuck = new CompletableFuture<>();
        CountDownLatch release = new CountDownLatch(1);
        JournalConsumer consumer = deliver("", exchange -> {
            if (stuck.complete(Thread.currentThread())) {
                assertThat(release.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            } else {
                throw new IllegalStateException("the destination is down");
            }
        });
        append(Sample.deny(0));
        offered();

        consumer.stop();
        consumer.start();
        offered();
        Await.until("parked", () -> consumer.nextRetryAt().isPresent());
        release.countDown();
        stuck.get(SECONDS, TimeUnit.SECONDS).join();

        assertThat(pending()).isEqualTo(1);
        assertThat(consumer.nextRetryAt()).isPresent();
    }

    @Test
    void stopping_ends_a_redelivery_that_sleeps_and_the_batch_is_offered_by_the_next_start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(3_600_000));
                from("journal:splunk?startFrom=earliest").routeId("deliver").process(exchange -> {
                    offered.add(exchange.getMessage().getBody(Batch.class));
                    throw new IllegalStateException("the destination is down");
                });
            }
        });
        append(Sample.deny(0));
        assertThat(Sample.texts(offered())).isEqualTo(Sample.denies(0, 1));

        context.getRouteController().stopRoute("deliver");
        assertThat(pending()).isEqualTo(1);
        context.getRouteController().startRoute("deliver");

        assertThat(Sample.texts(offered())).isEqualTo(Sample.denies(0, 1));
    }
}
