package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRateTest {

    private long now;

    private final EventRate rate = new EventRate(() -> now);

    @ParameterizedTest
    @CsvSource({"1,1", "7,2", "100,3", "5000,4"})
    void no_second_has_more_events_than_it_may_but_for_those_of_one_request(int perSecond, long seed) {
        Random random = new Random(seed);
        long sent = 0;
        long waited = 0;
        for (int request = 0; request < 200; request++) {
            int events = 1 + random.nextInt(EventRate.mostInARequest(perSecond));
            for (long wait = rate.take(events, perSecond); wait > 0; wait = rate.take(events, perSecond)) {
                now += wait;
                waited += wait;
            }
            sent += events;
            double seconds = (double) now / TimeUnit.SECONDS.toNanos(1);
            assertThat((double) sent)
                    .isLessThanOrEqualTo(perSecond * seconds + EventRate.mostInARequest(perSecond) + 1);
        }
        assertThat(waited).isPositive();
        assertThat((double) now / TimeUnit.SECONDS.toNanos(1)).isLessThanOrEqualTo((double) sent / perSecond);
    }

    @Test
    void without_an_end_nothing_waits() {
        assertThat(rate.take(1_000_000, 0)).isZero();
        assertThat(rate.take(1_000_000, 0)).isZero();
        assertThat(EventRate.mostInARequest(0)).isEqualTo(Integer.MAX_VALUE);
    }
}
