package routes.journal.camel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits is interrupted from the start, so that any wait ends at once and is seen. */
class InFlightTest {

    private static final long LONG = 600_000;

    private final InFlight inFlight = new InFlight(new ReadRoom(), 10, 1_000, false);

    @BeforeEach
    void interrupt() {
        Thread.currentThread().interrupt();
    }

    @AfterEach
    void forget() {
        boolean unused = Thread.interrupted();
    }

    @Test
    void a_change_between_the_look_and_the_wait_is_not_waited_for() {
        long seen = inFlight.changes();
        inFlight.wake();

        assertThatCode(() -> inFlight.awaitChange(seen, LONG)).doesNotThrowAnyException();
    }

    @Test
    void where_nothing_changed_since_the_look_there_is_a_wait() {
        long seen = inFlight.changes();

        assertThatThrownBy(() -> inFlight.awaitChange(seen, LONG)).isInstanceOf(InterruptedException.class);
    }
}
