package routes.journal.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Await;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Selection;
import routes.journal.Journal;
import routes.journal.Sample;
import routes.journal.TestJournal;

/** Several batches in the route at once. */
class OfferingTest {

    private static final int EVENTS = 3_000;
    private static final int AGENTS = 40;

    @TempDir
    private Path folder;

    /** By agent, the numbers of its events in the order they were delivered. */
    private final Map<String, List<Integer>> delivered = new HashMap<>();

    private final Set<String> onTheirWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile String together;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void each_event_is_delivered_once_and_each_agent_s_in_order_whatever_fails(long seed) throws Exception {
        Random random = new Random(seed);
        try (Journal journal = new TestJournal(folder).open()) {
            try (DefaultCamelContext context = deliver(journal, "&inFlight=8&maxEvents=7", this::sometimes)) {
                for (int from = 0; from < EVENTS; from += 100) {
                    Sample.append(journal, events(random, from, from + 100));
                }
                Await.until("all is delivered", () -> pending(journal) == 0, () -> "" + pending(journal));
                assertThat(together).isNull();
                context.stop();
            }
            assertThat(most.get()).isBetween(2, 8);
            assertDelivered(EVENTS, false);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9, 10})
    void what_was_settled_out_of_order_is_not_offered_again_by_the_next_start(long seed) throws Exception {
        Random random = new Random(seed);
        try (Journal journal = new TestJournal(folder).open()) {
            Sample.append(journal, events(random, 0, EVENTS));
        }
        int stops = 0;
        boolean isThrough = false;
        while (!isThrough) {
            int until = (stops + 1) * EVENTS / 5;
            try (Journal journal = new TestJournal(folder).open();
                    DefaultCamelContext context = deliver(journal, "&inFlight=8&maxEvents=7", this::sometimes)) {
                Await.until(
                        "some are delivered",
                        () -> deliveredSoFar() >= Math.min(until, EVENTS) || pending(journal) == 0,
                        () -> deliveredSoFar() + " of " + until + ", pending " + pending(journal));
                context.stop();
                isThrough = pending(journal) == 0;
                assertThat(pending(journal)).isEqualTo(EVENTS - deliveredSoFar());
            }
            stops++;
        }
        assertThat(stops).isGreaterThan(1);
        assertDelivered(EVENTS, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void nothing_is_lost_where_confirmations_fail(long seed) throws Exception {
        Random random = new Random(seed);
        Random lots = new Random(seed);
        try (Journal journal = new TestJournal(folder).open();
                DefaultCamelContext context = deliver(journal, "&inFlight=4&maxEvents=200", exchange -> {
                    CompletableFuture<Void> confirmation = new CompletableFuture<>();
                    boolean isLost = oneIn(lots, 12);
                    exchange.setProperty(JournalEndpoint.CONFIRMATION, confirmation);
                    CompletableFuture<?> unused = CompletableFuture.runAsync(
                            () -> {
                                if (isLost) {
                                    confirmation.completeExceptionally(new IllegalStateException("lost"));
                                } else {
                                    note(exchange.getMessage()
                                            .getBody(Batch.class)
                                            .events());
                                    confirmation.complete(null);
                                }
                            },
                            CompletableFuture.delayedExecutor(lots.nextInt(20), TimeUnit.MILLISECONDS));
                })) {
            Sample.append(journal, events(random, 0, 1_000));
            Await.until("all is confirmed", () -> pending(journal) == 0, () -> "" + pending(journal));
            context.stop();
            assertDelivered(1_000, true);
        }
    }

    @Test
    void a_batch_that_stays_in_the_route_holds_up_its_own_agents_and_no_others() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (Journal journal = new TestJournal(folder).open();
                DefaultCamelContext context = deliver(journal, "&inFlight=4&maxEvents=1", exchange -> {
                    Event event =
                            exchange.getMessage().getBody(Batch.class).events().get(0);
                    if (event.text("agent_id").equals("slow")) {
                        released.await();
                    }
                    note(List.of(event));
                })) {
            Sample.append(journal, event(0, "slow"), event(1, "slow"));
            for (int i = 2; i < 100; i++) {
                Sample.append(journal, event(i, "a" + i % 5));
            }
            Await.until("all others are delivered", () -> deliveredSoFar() == 98);
            assertThat(pending(journal)).isEqualTo(2);
            released.countDown();
            Await.until("all are delivered", () -> pending(journal) == 0);
            assertThat(delivered.get("slow")).containsExactly(0, 1);
            context.stop();
        }
    }

    @Test
    void one_at_a_time_keeps_the_journal_s_order_whosever_the_events_are() throws Exception {
        Random random = new Random(15);
        List<Integer> order = new ArrayList<>();
        try (Journal journal = new TestJournal(folder).open();
                DefaultCamelContext context = deliver(journal, "&inFlight=1&maxEvents=7", exchange -> {
                    for (Event event : exchange.getMessage().getBody(Batch.class)) {
                        order.add(number(event));
                    }
                })) {
            Sample.append(journal, events(random, 0, 500));
            Await.until("all are delivered", () -> pending(journal) == 0);
            context.stop();
        }
        assertThat(order).hasSize(500).isSorted();
    }

    /** A destination that takes all, some or none of a batch. */
    private void sometimes(Exchange exchange) {
        Batch batch = exchange.getMessage().getBody(Batch.class);
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        Set<String> agents = ConcurrentHashMap.newKeySet();
        batch.forEach(event -> agents.add(event.text("agent_id")));
        for (String agent : agents) {
            together = onTheirWay.add(agent) ? together : agent;
        }
        Random lots = new Random(requests.incrementAndGet());
        LockSupport.parkNanos(lots.nextInt(500_000));
        answer(exchange, batch, lots);
        onTheirWay.removeAll(agents);
        now.decrementAndGet();
    }

    private void answer(Exchange exchange, Batch batch, Random lots) {
        if (oneIn(lots, 20)) {
            exchange.setException(new IllegalStateException("no answer"));
            exchange.setProperty(JournalEndpoint.RETRY_AT, Instant.now());
        } else if (oneIn(lots, 10)) {
            List<Event> taken = new ArrayList<>();
            List<Event> left = new ArrayList<>();
            Set<String> held = ConcurrentHashMap.newKeySet();
            for (Event event : batch) {
                // what stays behind holds up what follows it of the same agent, as a sink's partial answer may not
                boolean stays = held.contains(event.text("agent_id")) || oneIn(lots, 3);
                if (stays) {
                    held.add(event.text("agent_id"));
                }
                (stays ? left : taken).add(event);
            }
            note(taken);
            if (!left.isEmpty()) {
                exchange.setProperty(JournalEndpoint.REMAINING, new Batch(left));
                exchange.setProperty(JournalEndpoint.RETRY_AT, Instant.now());
            }
        } else {
            note(batch.events());
        }
        exchange.getProperty(InFlightLimit.PROPERTY, InFlightLimit.class).answered(1_000, 0);
    }

    private static boolean oneIn(Random lots, int times) {
        return lots.nextInt(times) == 0;
    }

    private synchronized void note(List<Event> events) {
        events.forEach(event -> delivered
                .computeIfAbsent(event.text("agent_id"), agent -> new ArrayList<>())
                .add(number(event)));
    }

    private synchronized int deliveredSoFar() {
        return delivered.values().stream().mapToInt(List::size).sum();
    }

    private synchronized void assertDelivered(int events, boolean mayRepeat) {
        List<Integer> all = new ArrayList<>();
        delivered.values().forEach(all::addAll);
        assertThat(Set.copyOf(all)).hasSize(events);
        if (!mayRepeat) {
            assertThat(all).hasSize(events);
            assertThat(delivered.values())
                    .allSatisfy(numbers -> assertThat(numbers).isSorted());
        }
    }

    private static int number(Event event) {
        return Integer.parseInt(event.text("id").substring(1));
    }

    private static List<String> events(Random random, int from, int to) {
        List<String> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(event(i, "agent-" + random.nextInt(AGENTS)));
        }
        return events;
    }

    private static String event(int number, String agent) {
        return "{\"id\":\"e" + number
                + "\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-31T10:00:00Z\",\"agent_id\":\"" + agent
                + "\"}";
    }

    private static long pending(Journal journal) {
        return journal.subscription("s").orElseThrow().pending(Selection.ALL);
    }

    private static DefaultCamelContext deliver(Journal journal, String options, Processor then) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getComponent("journal", JournalComponent.class).setJournal(journal);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("journal:s?startFrom=earliest" + options)
                        .routeId("deliver")
                        .process(then);
            }
        });
        context.start();
        return context;
    }
}
