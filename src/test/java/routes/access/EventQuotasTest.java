package routes.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import routes.access.caller.Caller;
import routes.access.caller.Role;

class EventQuotasTest {

    private final AtomicLong nanos = new AtomicLong();
    private final EventQuotas quotas = new EventQuotas(nanos::get);

    @Test
    void what_was_sent_too_much_is_waited_for() {
        Caller caller = caller(OptionalLong.of(100));
        assertThat(quotas.waitOf(caller)).isEmpty();
        quotas.charge(caller, 1000);

        assertThat(quotas.waitOf(caller)).isEqualTo(OptionalLong.of(10));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
        assertThat(quotas.waitOf(caller)).isEmpty();
    }

    @Test
    void over_a_minute_a_greedy_sender_gets_what_it_may_and_not_more() {
        Caller caller = caller(OptionalLong.of(100));
        long sent = 0;
        for (int milli = 0; milli < 60_000; milli++) {
            if (quotas.waitOf(caller).isEmpty()) {
                quotas.charge(caller, 7);
                sent += 7;
            }
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        }

        assertThat(sent).isBetween(6_000L, 6_110L);
    }

    @Test
    void a_token_without_a_quota_sends_what_it_likes() {
        Caller caller = caller(OptionalLong.empty());
        quotas.charge(caller, 1_000_000_000);

        assertThat(quotas.waitOf(caller)).isEmpty();
    }

    private static Caller caller(OptionalLong rate) {
        return new Caller(Caller.Kind.TOKEN, "agents", Set.of(Role.PRODUCER), "127.0.0.1", rate);
    }
}
