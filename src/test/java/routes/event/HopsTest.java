package routes.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopsTest {

    private final Hops hops = new Hops("own");

    @Test
    void what_comes_from_no_router_or_from_one_is_taken() {
        assertThat(hops.admit(null)).isTrue();
        assertThat(hops.admit("other")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"own", " own ", "other,own", "own,other", "one,two", "", ",", "a b", "x\r\ny", "\u00e4", "${own}"
            })
    void what_came_from_here_or_from_more_than_one_or_from_nobody_is_not(String header) {
        assertThat(hops.admit(header)).isFalse();
        assertThat(hops.sent()).isEqualTo("own");
    }

    @Test
    void a_name_that_is_too_long_is_none() {
        assertThat(hops.admit("x".repeat(64))).isTrue();
        assertThat(hops.admit("x".repeat(65))).isFalse();
    }

    @Test
    void two_routers_that_deliver_to_each_other_stop_after_one_round() {
        Hops other = new Hops("other");

        assertThat(other.admit(hops.sent())).isTrue();
        assertThat(hops.admit(other.sent())).isFalse();
        assertThat(other.admit(hops.sent())).isTrue();
    }

    @Test
    void three_in_a_circle_stop_too() {
        Hops second = new Hops("second");
        Hops third = new Hops("third");

        assertThat(second.admit(hops.sent())).isTrue();
        assertThat(third.admit(second.sent())).isFalse();
    }

    @Test
    void what_is_sent_stays_short_whoever_sent_before() {
        for (int i = 0; i < 1000; i++) {
            assertThat(hops.admit("router-" + i)).isTrue();
        }
        assertThat(hops.sent().split(",")).hasSize(9).endsWith("router-999", "own");
    }
}
