package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routes.deliver.health.Counters;
import routes.deliver.health.Health;
import routes.deliver.health.ShippingLog;
import routes.event.Batch;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Kind;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Refusal;
import routes.verdict.Verdict;

class DeliveryTest {

    private static final Reason BAD_DATA = new Reason("http_400", "The destination answered 400.", "");
    private static final int REDELIVERIES = 3;
    private static final DeliverySettings SETTINGS = TestLane.settings("splunk", "splunk_hec", 1_000, REDELIVERIES);

    private final Map<String, Long> counted = new HashMap<>();
    private final DeliveryMonitor monitor =
            new DeliveryMonitor(new ShippingLog("splunk", "splunk_hec", () -> 0, Clock.systemUTC()), Clock.systemUTC());
    private final DeliveryState state = new DeliveryState(
            Clock.systemUTC(),
            new Counters((name, more) -> counted.merge(name, more, Long::sum), name -> counted.getOrDefault(name, 0L)));

    @Test
    void a_batch_that_is_delivered_whole_is_settled_by_one_request() {
        Delivery delivery = delivery(100);

        delivery.settle(null);

        assertThat(delivery.remaining()).isEmpty();
        assertThat(counted).containsEntry(Counters.DELIVERED, 100L).containsEntry(Counters.ATTEMPTS, 1L);
    }

    @Test
    void the_events_a_destination_cannot_read_are_isolated_and_all_others_arrive_once_and_in_order() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(300);
            Set<Long> poison = new HashSet<>();
            random.ints(random.nextInt(5), 0, size).forEach(i -> poison.add((long) i));
            Destination destination = new Destination(poison);

            destination.takeAll(delivery(size));

            List<Long> healthy = IntStream.range(0, size)
                    .mapToObj(i -> (long) i)
                    .filter(i -> !poison.contains(i))
                    .toList();
            assertThat(destination.arrived).as("seed %d round %d", seed, round).isEqualTo(healthy);
            assertThat(destination.refused)
                    .as("seed %d round %d", seed, round)
                    .containsExactlyInAnyOrderElementsOf(poison);
        }
    }

    @Test
    void isolating_one_event_of_a_thousand_takes_few_requests() {
        Destination destination = new Destination(Set.of(700L));

        destination.takeAll(delivery(1000));

        assertThat(destination.requests).isLessThan(40);
    }

    @Test
    void a_partial_reply_settles_what_it_names_and_sends_only_the_rest_again() {
        Delivery delivery = delivery(10);
        BitSet delivered = new BitSet();
        delivered.set(0, 4);

        delivery.replied(DeliveryException.partly(delivered, Map.of(4, BAD_DATA), Verdict.AGAIN, BAD_DATA));
        List<Refusal> refused = delivery.refused();
        delivery.settle(null);

        assertThat(refused).extracting(refusal -> refusal.event().position()).containsExactly(4L);
        assertThat(positions(delivery.part())).containsExactly(5L, 6L, 7L, 8L, 9L);
        assertThat(counted).containsEntry(Counters.DELIVERED, 4L);
    }

    @Test
    void scattered_outcomes_leave_exactly_the_unsettled_events_in_order() {
        Delivery delivery = delivery(6);
        BitSet delivered = new BitSet();
        delivered.set(1);
        delivered.set(4);

        delivery.replied(DeliveryException.partly(delivered, Map.of(2, BAD_DATA), Verdict.AGAIN, BAD_DATA));
        delivery.settle(null);

        assertThat(positions(delivery.part())).containsExactly(0L, 3L, 5L);
    }

    @Test
    void events_that_a_sink_left_out_are_settled_with_the_rest_of_their_request() {
        Delivery delivery = delivery(4);

        delivery.replied(DeliveryException.leftOut(4, Map.of(1, BAD_DATA, 2, BAD_DATA)));
        List<Refusal> refused = delivery.refused();
        delivery.settle(null);

        assertThat(refused).extracting(refusal -> refusal.event().position()).containsExactly(1L, 2L);
        assertThat(delivery.remaining()).isEmpty();
        assertThat(counted).containsOnly(Map.entry(Counters.DELIVERED, 2L), Map.entry(Counters.ATTEMPTS, 1L));
    }

    @Test
    void however_many_events_a_sink_leaves_out_the_destination_is_not_at_fault_and_no_request_is_counted() {
        DeliveryException all = DeliveryException.leftOut(
                1_000, IntStream.range(0, 1_000).boxed().collect(Collectors.toMap(i -> i, i -> BAD_DATA)));
        for (int round = 0; round < 3; round++) {
            Delivery delivery = delivery(1_000);
            assertThat(delivery.refusesEverything(all)).isFalse();
            delivery.replied(all);
            assertThat(delivery.refused()).hasSize(1_000);
            delivery.settle(null);
            assertThat(delivery.remaining()).isEmpty();
        }
        assertThat(counted).isEmpty();
    }

    @Test
    void a_hundred_refusals_in_a_row_are_the_destinations_fault_and_one_delivery_starts_the_count_again() {
        DeliveryException refusal = DeliveryException.of(Verdict.REFUSED, BAD_DATA);
        refuse(refusal, 99);

        assertThat(delivery(1).refusesEverything(refusal)).isTrue();

        delivery(1).settle(null);

        assertThat(delivery(1).refusesEverything(refusal)).isFalse();
    }

    @Test
    void refusals_for_different_reasons_are_the_events_fault() {
        refuse(DeliveryException.of(Verdict.REFUSED, BAD_DATA), 99);

        DeliveryException other = DeliveryException.of(Verdict.REFUSED, new Reason("http_422", "other", ""));

        assertThat(delivery(1).refusesEverything(other)).isFalse();
    }

    @Test
    void a_request_is_used_up_after_its_redeliveries_and_the_next_one_starts_anew() {
        Delivery delivery = delivery(10);
        for (int i = 0; i < REDELIVERIES; i++) {
            delivery.failedAgain();
            assertThat(delivery.isUsedUp()).as("after %d failures", i + 1).isFalse();
        }
        delivery.failedAgain();
        assertThat(delivery.isUsedUp()).isTrue();

        delivery.settle(null);
        assertThat(delivery.isUsedUp()).isFalse();
    }

    @Test
    void what_was_sent_beside_an_event_that_was_left_out_counts_when_it_is_confirmed() {
        Delivery delivery = delivery(3);
        CompletableFuture<Void> confirmation = new CompletableFuture<>();

        delivery.replied(DeliveryException.leftOut(3, Map.of(1, BAD_DATA)));
        delivery.settle(confirmation);

        assertThat(delivery.remaining()).isEmpty();
        assertThat(delivery.confirmation()).isSameAs(confirmation);
        assertThat(counted).doesNotContainKey(Counters.DELIVERED);
        confirmation.complete(null);
        assertThat(counted).containsEntry(Counters.DELIVERED, 2L);
    }

    @Test
    void a_batch_is_lost_as_soon_as_one_part_of_it_is() {
        Delivery delivery = delivery(2);
        delivery.replied(DeliveryException.of(Verdict.REFUSED, BAD_DATA));
        delivery.settle(null);
        CompletableFuture<Void> first = new CompletableFuture<>();
        delivery.settle(first);
        delivery.settle(new CompletableFuture<>());
        assertThat(delivery.isLost()).isFalse();

        first.completeExceptionally(DeliveryException.again(BAD_DATA, null));

        assertThat(delivery.isLost()).isTrue();
        assertThat(delivery.confirmation()).isCompletedExceptionally();
    }

    @Test
    void one_connection_that_is_lost_is_one_failure_and_many_in_a_row_are_no_passing_trouble() {
        for (int connection = 1; connection <= 4; connection++) {
            DeliveryException lost = DeliveryException.again(BAD_DATA, null);
            List<CompletableFuture<Void>> confirmations = List.of(new CompletableFuture<>(), new CompletableFuture<>());
            confirmations.forEach(each -> delivery(1).settle(each));
            confirmations.forEach(each -> each.completeExceptionally(lost));

            assertThat(counted).containsEntry(Counters.FAILURES, (long) connection);
            assertThat(state.status(0, Optional.empty(), 0).health())
                    .isEqualTo(connection < 4 ? Health.RETRYING : Health.FAILING);
        }
        CompletableFuture<Void> confirmed = new CompletableFuture<>();
        delivery(1).settle(confirmed);
        confirmed.complete(null);
        assertThat(state.status(0, Optional.empty(), 0).health()).isEqualTo(Health.HEALTHY);
    }

    private void refuse(DeliveryException refusal, int times) {
        for (int i = 0; i < times; i++) {
            Delivery one = delivery(1);
            one.replied(refusal);
            one.settle(null);
        }
    }

    private Delivery delivery(int size) {
        List<Event> events = new ArrayList<>();
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < size; i++) {
            events.add(new Event(
                    json,
                    0,
                    json.length,
                    Kind.of(
                            EventType.of("policy.deny"),
                            EventType.of("policy.deny").usualSeverity()),
                    i));
        }
        return TestLane.of(SETTINGS, state, monitor).open(new Batch(events));
    }

    private static List<Long> positions(Batch batch) {
        return batch.events().stream().map(Event::position).toList();
    }

    /** Refuses every request that holds one of the poisoned events, without saying which. */
    private static final class Destination {
        private final Set<Long> poison;
        private final List<Long> arrived = new ArrayList<>();
        private final List<Long> refused = new ArrayList<>();
        private int requests;

        Destination(Set<Long> poison) {
            this.poison = poison;
        }

        void takeAll(Delivery delivery) {
            while (delivery.remaining().isPresent()) {
                requests++;
                List<Long> asked = positions(delivery.part());
                if (asked.stream().anyMatch(poison::contains)) {
                    delivery.replied(DeliveryException.of(Verdict.REFUSED, BAD_DATA));
                    delivery.refused()
                            .forEach(refusal -> refused.add(refusal.event().position()));
                } else {
                    arrived.addAll(asked);
                }
                delivery.settle(null);
            }
        }
    }
}
