package routes.journal.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

    private long now;
    private int events = 1;

    private final InFlightLimit auto = new InFlightLimit(0, () -> now);

    @Test
    void it_doubles_with_every_round_while_events_wait_and_answers_come_as_fast() {
        auto.moreWaits(true);
        assertThat(auto.now()).isOne();
        for (int rounds = 1, expected = 2; rounds <= 6; rounds++, expected *= 2) {
            answerRound(100);
            assertThat(auto.now()).isEqualTo(expected);
        }
        answerRound(100);
        assertThat(auto.now()).isEqualTo(64);
    }

    @Test
    void with_nothing_waiting_it_stays_as_it_is() {
        auto.moreWaits(false);
        answerRound(100);
        answerRound(100);
        assertThat(auto.now()).isOne();
    }

    @Test
    void beside_a_destination_that_is_near_there_is_one_and_a_few_where_requests_are_small() {
        auto.moreWaits(true);
        events = 400;
        answerRound(1);
        answerRound(1);
        assertThat(auto.now()).isOne();

        events = 60;
        for (int round = 0; round < 20; round++) {
            answerRound(1);
        }
        assertThat(auto.now()).isBetween(4, 5);
    }

    @Test
    void what_was_added_while_answers_were_slow_goes_when_they_are_fast() {
        auto.moreWaits(true);
        events = 400;
        for (int round = 0; round < 5; round++) {
            answerRound(50);
        }
        assertThat(auto.now()).isGreaterThan(15);
        for (int round = 0; round < 100; round++) {
            answerRound(1);
        }
        assertThat(auto.now()).isOne();
    }

    @Test
    void a_destination_that_has_room_for_eight_is_sent_about_that_many() {
        auto.moreWaits(true);
        int most = 0;
        for (int round = 0; round < 500; round++) {
            answerRound(100 * Math.max(1, auto.now() / 8.0));
            most = round > 50 ? Math.max(most, auto.now()) : most;
        }
        assertThat(auto.now()).isBetween(8, 20);
        assertThat(most).isLessThan(24);
    }

    @Test
    void one_that_became_slower_for_good_is_measured_anew() {
        auto.moreWaits(true);
        for (int round = 0; round < 10; round++) {
            answerRound(20);
        }
        for (int round = 0; round < 400; round++) {
            answerRound(300);
        }
        assertThat(auto.now()).isGreaterThan(20);
    }

    @Test
    void a_request_that_was_not_taken_halves_it_once_for_all_that_were_under_way() {
        auto.moreWaits(true);
        for (int round = 0; round < 5; round++) {
            answerRound(100);
        }
        assertThat(auto.now()).isEqualTo(32);
        for (int i = 0; i < 32; i++) {
            auto.refused(Duration.ZERO);
        }
        assertThat(auto.now()).isEqualTo(16);
    }

    @Test
    void while_the_destination_wants_to_be_left_alone_there_is_none() {
        InFlightLimit fixed = new InFlightLimit(8, () -> now);
        fixed.refused(Duration.ofSeconds(10));
        fixed.refused(Duration.ofSeconds(2));
        now += TimeUnit.SECONDS.toNanos(9);
        assertThat(fixed.now()).isZero();
        now += TimeUnit.SECONDS.toNanos(2);
        assertThat(fixed.now()).isEqualTo(8);
    }

    @Test
    void after_a_pause_there_is_one_until_it_is_answered() {
        InFlightLimit fixed = new InFlightLimit(8, () -> now);
        fixed.paused();
        assertThat(fixed.now()).isOne();
        fixed.answered(1, 1);
        assertThat(fixed.now()).isEqualTo(8);
    }

    private void answerRound(double millis) {
        int requests = auto.now();
        now += (long) (millis * 1_000_000);
        for (int i = 0; i < requests; i++) {
            auto.answered((long) (millis * 1_000_000), events);
        }
    }
}
