package routes.destination.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void so_many_go_in_a_second_and_no_more() {
        long began = System.nanoTime();
        Pace pace = new Pace(10_000);
        for (int i = 0; i < 3_000; i++) {
            rest(pace.take(100));
        }
        // all but the last lump has been waited for
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(280));
    }

    @Test
    void a_large_one_counts_as_several() {
        Pace pace = new Pace(1_000);

        assertThat(pace.take(100_000)).isZero();

        assertThat(pace.take(1))
                .isBetween(
                        Duration.ofMillis(10).toNanos(), Duration.ofMillis(98).toNanos());
    }

    @Test
    void time_in_which_nothing_went_is_not_made_up_for() {
        Pace pace = new Pace(1);
        pace.take(1);
        long second = pace.take(1);
        rest(second);

        assertThat(pace.take(1)).isGreaterThan(Duration.ofMillis(900).toNanos());
    }

    @Test
    void without_a_limit_nobody_waits() {
        Pace pace = new Pace(0);
        for (int i = 0; i < 100_000; i++) {
            assertThat(pace.take(65_000)).isZero();
        }
    }

    /** As the sender of datagrams does. */
    private static void rest(long nanos) {
        long until = System.nanoTime() + nanos;
        while (nanos > 0 && until - System.nanoTime() > 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
