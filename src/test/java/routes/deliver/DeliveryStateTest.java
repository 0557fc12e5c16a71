package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import routes.deliver.health.Counters;
import routes.deliver.health.DeliveryStatus;
import routes.deliver.health.Health;
import routes.deliver.health.HealthFile;
import routes.deliver.health.ShippingLog;
import routes.verdict.Reason;
import routes.verdict.Verdict;

class DeliveryStateTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Reason BUSY = new Reason("hec_9", "Splunk is busy.", "");

    private static final Reason BAD = new Reason("hec_6", "Invalid data format.", "");
    private static final Counters COUNTERS = new Counters((name, more) -> {}, name -> 0);

    private final Map<String, Long> counted = new HashMap<>();
    private final DeliveryState state = new DeliveryState(
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Counters((name, more) -> counted.merge(name, more, Long::sum), name -> counted.getOrDefault(name, 0L)));

    @Test
    void what_was_sent_before_another_request_was_refused_says_nothing_of_health() {
        long before = System.nanoTime();
        state.retrying(BUSY, Duration.ofMinutes(15));
        state.delivered(3, before);

        DeliveryStatus held = state.status(0, Optional.empty(), 0);
        assertThat(held.health()).isEqualTo(Health.RETRYING);
        assertThat(held.nextRetryAt()).isPresent();
        assertThat(held.delivered()).isEqualTo(3);

        state.delivered(1, System.nanoTime());
        assertThat(state.status(0, Optional.empty(), 0).health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void what_goes_where_nobody_answers_counts_as_sent_and_never_as_delivered() {
        state.unanswered(true);

        state.delivered(3);
        state.leftSomeOut(2, 1, BAD);

        assertThat(counted).containsEntry(Counters.SENT, 5L).doesNotContainKey(Counters.DELIVERED);
        assertThat(state.status(0, Optional.empty(), 0).sent()).isEqualTo(5);
    }

    @Test
    void a_destination_that_asks_for_no_pause_is_probed_no_sooner_than_one_that_says_nothing() {
        assertThat(state.parked(Verdict.AGAIN, BUSY, Duration.ZERO, System.nanoTime()))
                .isEqualTo(NOW.plusSeconds(5));
        assertThat(state.parked(Verdict.AGAIN, BUSY, Duration.ZERO, System.nanoTime()))
                .isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void a_destination_that_asks_for_a_long_pause_gets_it() {
        assertThat(state.parked(Verdict.AGAIN, BUSY, Duration.ofMinutes(2), System.nanoTime()))
                .isEqualTo(NOW.plusSeconds(120));
    }

    @Test
    void a_receiver_that_took_a_stream_is_probed_soon_again_though_it_confirmed_nothing() {
        DeliveryMonitor monitor = new DeliveryMonitor(
                new ShippingLog("one", "syslog_cef", () -> 0, Clock.systemUTC()), Clock.systemUTC());
        state.parked(Verdict.AGAIN, BUSY, null, System.nanoTime());
        state.parked(Verdict.AGAIN, BUSY, null, System.nanoTime());

        state.written(1, new CompletableFuture<>(), monitor);

        assertThat(state.parked(Verdict.AGAIN, BUSY, null, System.nanoTime())).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void a_probe_that_fails_leaves_the_integration_failing_and_does_not_call_it_retrying() {
        state.parked(Verdict.AGAIN, BUSY, null, System.nanoTime());

        state.retrying(BUSY, Duration.ofSeconds(2));

        assertThat(state.status(0, Optional.empty(), 0).health()).isEqualTo(Health.FAILING);
    }

    @Test
    void a_refusal_ends_the_trouble_with_the_destination_and_is_the_reason_from_then_on() {
        state.parked(Verdict.PARKED, BUSY, null, System.nanoTime());
        assertThat(state.isTroubled()).isTrue();

        state.settledPartly(0, 1, BAD);

        DeliveryStatus status = status();
        assertThat(status.health()).isEqualTo(Health.FAILING);
        assertThat(status.reason()).contains(BAD);
        assertThat(status.nextRetryAt()).isEmpty();
        assertThat(state.isTroubled()).as("nothing waits for it").isFalse();
        assertThat(state.parked(Verdict.AGAIN, BUSY, null, System.nanoTime())).isEqualTo(NOW.plusSeconds(5));
        assertThat(state.isTroubled()).isTrue();
    }

    @Test
    void an_integration_whose_events_are_all_refused_fails_with_the_last_reason_until_one_is_delivered() {
        state.settledPartly(0, 1, BUSY);
        state.settledPartly(0, 1, BAD);

        assertThat(status().health()).isEqualTo(Health.FAILING);
        assertThat(status().reason()).contains(BAD);

        state.delivered(1);
        assertThat(status().health()).isEqualTo(Health.HEALTHY);
        assertThat(status().reason()).isEmpty();
    }

    @Test
    void what_a_sink_leaves_out_by_itself_counts_as_refused_for_the_health() {
        state.leftSomeOut(0, 1, BAD);

        assertThat(status().health()).isEqualTo(Health.FAILING);
        assertThat(status().reason()).contains(BAD);
        assertThat(counted).doesNotContainKey(Counters.ATTEMPTS);
    }

    @Test
    void a_bad_event_now_and_then_does_not_make_a_healthy_integration_fail_but_the_third_in_a_row_does() {
        state.delivered(1);
        state.settledPartly(0, 1, BAD);
        state.settledPartly(0, 1, BAD);
        assertThat(status().health()).isEqualTo(Health.HEALTHY);
        state.delivered(1);
        state.settledPartly(0, 1, BAD);
        state.settledPartly(0, 1, BAD);
        assertThat(status().health()).isEqualTo(Health.HEALTHY);

        state.settledPartly(0, 1, BAD);

        assertThat(status().health()).isEqualTo(Health.FAILING);
    }

    @Test
    void while_it_is_retried_the_status_says_about_when() {
        state.retrying(BUSY, Duration.ofSeconds(2));

        assertThat(status().health()).isEqualTo(Health.RETRYING);
        assertThat(status().nextRetryAt()).contains(NOW.plusSeconds(2));
    }

    @Test
    void other_words_for_the_same_reason_do_not_make_it_younger() {
        HealthFile.Seen before = new HealthFile.Seen(Health.FAILING, BAD, NOW.minusSeconds(60), null);
        DeliveryState old = new DeliveryState(Clock.fixed(NOW, ZoneOffset.UTC), COUNTERS, Optional.of(before));

        old.settledPartly(0, 1, BAD.withReply("request 17 is invalid"));

        DeliveryStatus status = old.status(0, Optional.empty(), 0);
        assertThat(status.since()).isEqualTo(NOW.minusSeconds(60));
        assertThat(status.reason().orElseThrow().reply()).isEqualTo("request 17 is invalid");
    }

    @Test
    void what_was_seen_before_a_restart_stands_until_something_is_tried() {
        HealthFile.Seen before =
                new HealthFile.Seen(Health.ACTION_REQUIRED, BAD, NOW.minusSeconds(60), NOW.minusSeconds(90));
        DeliveryState again = new DeliveryState(Clock.fixed(NOW, ZoneOffset.UTC), COUNTERS, Optional.of(before));

        DeliveryStatus status = again.status(0, Optional.empty(), 0);
        assertThat(status.health()).isEqualTo(Health.ACTION_REQUIRED);
        assertThat(status.reason()).contains(BAD);
        assertThat(status.since()).isEqualTo(NOW.minusSeconds(60));
        assertThat(status.lastSuccessAt()).contains(NOW.minusSeconds(90));
        assertThat(again.isTroubled()).as("nothing was tried yet").isFalse();

        again.delivered(1);
        assertThat(again.status(0, Optional.empty(), 0).health()).isEqualTo(Health.HEALTHY);
    }

    private DeliveryStatus status() {
        return state.status(0, Optional.empty(), 0);
    }

    @Test
    void what_a_sink_warned_of_is_forgotten_when_the_integration_is_started_anew() {
        state.warned(BUSY);
        assertThat(state.status(0, Optional.empty(), 0).reason()).contains(BUSY);

        state.startedAnew();

        assertThat(state.status(0, Optional.empty(), 0).reason()).isEmpty();
    }

    @Test
    void a_request_that_is_given_up_is_counted_once() {
        state.retrying(BUSY, Duration.ofSeconds(2));
        state.gaveUp(BUSY);

        assertThat(counted).containsEntry(Counters.ATTEMPTS, 1L).containsEntry(Counters.FAILURES, 1L);
    }
}
