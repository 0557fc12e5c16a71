package routes.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Failures failures = new Failures(10, nanos::get);

    @Test
    void so_many_a_minute_are_answered_and_the_next_waits() {
        for (int i = 0; i < 10; i++) {
            assertThat(failures.count("a")).isEmpty();
        }
        assertThat(failures.count("a")).isEqualTo(OptionalLong.of(6));
        assertThat(failures.waitOf("b")).isEmpty();

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
        assertThat(failures.count("a")).isEmpty();
        assertThat(failures.count("a")).isEqualTo(OptionalLong.of(6));
    }

    @Test
    void whoever_is_told_to_wait_waits_no_longer_for_trying_meanwhile() {
        for (int i = 0; i < 1000; i++) {
            failures.count("a");
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));

        assertThat(failures.waitOf("a")).isEmpty();
    }

    @Test
    void a_million_addresses_do_not_fill_the_memory() {
        for (int i = 0; i < 1_000_000; i++) {
            failures.count("address " + i);
        }

        assertThat(failures.remembered()).isEqualTo(Failures.MOST_REMEMBERED);
    }
}
