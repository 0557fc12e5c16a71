package routes.access.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import routes.access.caller.Caller;

class DenialsTest {

    private final List<Act> acts = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T10:00:00Z"));
    private final Denials denials = new Denials(acts::add, now::get);

    @Test
    void the_first_is_told_at_once_and_the_rest_of_the_minute_in_one_line() {
        for (int i = 0; i < 1000; i++) {
            deny("10.0.0.1", "unauthorized");
        }
        assertThat(times()).containsExactly(1L);

        later(61);
        assertThat(times()).containsExactly(1L, 999L);
        later(61);
        deny("10.0.0.1", "unauthorized");
        assertThat(times()).as("a quiet minute, and it is the first again").containsExactly(1L, 999L, 1L);
    }

    @Test
    void another_reason_and_another_address_are_told_apart() {
        deny("10.0.0.1", "unauthorized");
        deny("10.0.0.1", "cross_site");
        deny("10.0.0.2", "unauthorized");

        assertThat(times()).containsExactly(1L, 1L, 1L);
    }

    @Test
    void another_subject_of_a_certificate_is_told_apart() {
        for (String subject : new String[] {"CN=one", "CN=two", "CN=one"}) {
            denials.put(Act.by(Caller.unknown("10.0.0.1"), "access_denied")
                    .with("reason", "unauthorized")
                    .with("subject", subject));
        }
        assertThat(acts).extracting(act -> act.details().get("subject")).containsExactly("CN=one", "CN=two");

        later(61);
        assertThat(acts.get(2).details()).containsEntry("subject", "CN=one").containsEntry("times", 1L);
    }

    @Test
    void another_check_that_a_token_failed_is_told_apart() {
        for (String check : new String[] {"expired", "audience", "expired"}) {
            denials.put(Act.by(Caller.unknown("10.0.0.1"), "access_denied")
                    .with("reason", "unauthorized")
                    .with("check", check));
        }
        assertThat(acts).extracting(act -> act.details().get("check")).containsExactly("expired", "audience");
    }

    @Test
    void a_flood_of_addresses_is_told_in_so_many_lines_and_then_in_one() {
        for (int i = 0; i < 100_000; i++) {
            deny("10.0." + i / 256 + "." + i % 256, "unauthorized");
        }
        assertThat(acts).hasSize(1001);

        later(61);
        assertThat(acts).hasSize(1002);
        assertThat(acts.get(1001).details()).containsEntry("times", 98_999L);
        assertThat(acts.get(1001).who().address()).isEqualTo("several");
    }

    private void deny(String address, String reason) {
        denials.put(Act.by(Caller.unknown(address), "access_denied").with("reason", reason));
    }

    private void later(int seconds) {
        now.updateAndGet(before -> before.plus(Duration.ofSeconds(seconds)));
        denials.settle();
    }

    private List<Object> times() {
        return acts.stream().map(act -> act.details().get("times")).toList();
    }
}
