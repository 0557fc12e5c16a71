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

class DeliveryStateTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Reason BUSY = new Reason("hec_9", "Splunk is busy.", "");

    private final Map<String, Long> counted = new HashMap<>();
    private final DeliveryState state = new DeliveryState(
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Counters((name, more) -> counted.merge(name, more, Long::sum), name -> counted.getOrDefault(name, 0L)));

    @Test
    void a_destination_that_asks_for_no_pause_is_probed_no_sooner_than_one_that_says_nothing() {
        assertThat(state.parked(Verdict.AGAIN, BUSY, Duration.ZERO)).isEqualTo(NOW.plusSeconds(5));
        assertThat(state.parked(Verdict.AGAIN, BUSY, Duration.ZERO)).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void a_destination_that_asks_for_a_long_pause_gets_it() {
        assertThat(state.parked(Verdict.AGAIN, BUSY, Duration.ofMinutes(2))).isEqualTo(NOW.plusSeconds(120));
    }

    @Test
    void a_receiver_that_took_a_stream_is_probed_soon_again_though_it_confirmed_nothing() {
        Watch watch = new Watch(new ShippingLog("one", "syslog_cef", () -> 0, Clock.systemUTC()), Clock.systemUTC());
        state.parked(Verdict.AGAIN, BUSY, null);
        state.parked(Verdict.AGAIN, BUSY, null);

        state.written(1, new CompletableFuture<>(), watch);

        assertThat(state.parked(Verdict.AGAIN, BUSY, null)).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void a_probe_that_fails_leaves_the_integration_failing_and_does_not_call_it_retrying() {
        state.parked(Verdict.AGAIN, BUSY, null);

        state.retrying(BUSY);

        assertThat(state.status(0, Optional.empty(), 0).health()).isEqualTo(Health.FAILING);
    }

    @Test
    void a_refusal_shows_that_the_destination_works_so_trouble_ends() {
        state.parked(Verdict.PARKED, BUSY, null);

        state.settledPartly(0, 1, new Reason("hec_6", "Invalid data format.", ""));

        DeliveryStatus status = state.status(0, Optional.empty(), 0);
        assertThat(status.health()).isEqualTo(Health.HEALTHY);
        assertThat(status.reason()).isEmpty();
        assertThat(status.nextRetryAt()).isEmpty();
        assertThat(state.parked(Verdict.AGAIN, BUSY, null)).isEqualTo(NOW.plusSeconds(5));
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
        state.retrying(BUSY);
        state.gaveUp(BUSY);

        assertThat(counted).containsEntry(Counters.ATTEMPTS, 1L).containsEntry(Counters.FAILURES, 1L);
    }
}
