package routes.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void no_event_can_be_so_long_that_a_recovery_would_take_its_line_for_damage() {
        int most = 8 * 1024 * 1024;

        assertThat(withEventBytes(most).eventBytes()).isEqualTo(most);
        assertThatThrownBy(() -> withEventBytes(most + 1))
                .hasMessage("siem.accept.max-event-bytes = 8388609: expected a whole number from 1 to 8388608; set it"
                        + " within that range");
    }

    private static Limits withEventBytes(int bytes) {
        return new Limits(10_000, 400_000, 32, 65_536, 64, bytes);
    }
}
