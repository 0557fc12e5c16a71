package routes.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedHandshakesTest {

    private final List<String> lines = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final FailedHandshakes failures = new FailedHandshakes(lines::add, nanos::get);

    @Test
    void the_first_is_told_at_once_and_the_rest_of_the_minute_in_one_line() {
        failures.put("10.0.0.1", HandshakeFault.NO_CERTIFICATE);
        assertThat(lines)
                .containsExactly(
                        "http: a TLS handshake failed. Address and reason of the last: 10.0.0.1: it showed no certificate,"
                                + " and SIEM_HTTP_CLIENT_CERTIFICATES is required.");

        for (int i = 0; i < 999; i++) {
            failures.put("10.0.0.2", HandshakeFault.OLD_TLS);
        }
        later(59);
        assertThat(lines).hasSize(1);

        later(1);
        assertThat(lines.get(1))
                .isEqualTo(
                        "http: 999 TLS handshakes failed. Address and reason of the last: 10.0.0.2: it speaks no TLS 1.2 or 1.3.");
        failures.put("10.0.0.1", HandshakeFault.SLOW);
        later(30);
        assertThat(lines).as("a minute has one line").hasSize(2);

        later(30);
        assertThat(lines).hasSize(3);
        later(60);
        failures.put("10.0.0.1", HandshakeFault.SLOW);
        assertThat(lines).as("a quiet minute, and it is the first again").hasSize(4);
    }

    private void later(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        failures.settle();
    }
}
