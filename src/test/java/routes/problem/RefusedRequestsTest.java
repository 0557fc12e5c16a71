package routes.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefusedRequestsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private long now;
    private final RefusedRequests refused = new RefusedRequests(registry, () -> now);

    @Test
    void requests_of_which_nothing_was_taken_are_counted_by_status_and_code() {
        for (int i = 0; i < 3; i++) {
            refused.count(Problem.of("body_too_large", "Send less."), "192.0.2.1");
            now += TimeUnit.SECONDS.toNanos(30);
        }
        refused.count(Problem.of("journal_unavailable", "Send it again."), "192.0.2.2");

        assertThat(count("413", "body_too_large")).isEqualTo(3);
        assertThat(count("503", "journal_unavailable")).isOne();
    }

    @Test
    void an_answer_about_what_was_asked_for_is_none() {
        refused.count(Problem.of("not_found", "There is none."), "192.0.2.1");
        refused.count(Problem.of("validation", "Something is wrong."), "192.0.2.1");

        assertThat(registry.getMeters()).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.getId().getTag("status")).isNotIn("404", "422");
            assertThat(registry.get("siem.requests.refused")
                            .tags(meter.getId().getTags())
                            .counter()
                            .count())
                    .isZero();
        });
    }

    private double count(String status, String code) {
        return registry.get("siem.requests.refused")
                .tag("status", status)
                .tag("code", code)
                .counter()
                .count();
    }
}
