package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import routes.MovedClock;
import routes.deliver.health.Attempt;
import routes.deliver.health.Counters;
import routes.deliver.health.DeliveryFigures;
import routes.deliver.health.ShippingLog;
import routes.event.Batch;
import routes.event.Event;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

class DeliveryMonitorTest {

    private static final Instant START = MovedClock.START;
    private static final Reason BUSY = new Reason("http_503", "The destination answered 503.", "");
    private static final Reason BAD_DATA = new Reason("http_400", "The destination answered 400.", "");
    private static final DeliverySettings SETTINGS = TestLane.settings("soc", "webhook", 100, 3);

    private final MovedClock clock = new MovedClock();
    private final DeliveryMonitor monitor =
            new DeliveryMonitor(new ShippingLog("soc", "webhook", () -> 7, clock), clock);

    @Test
    void requests_are_counted_by_what_became_of_them() {
        monitor.settled(delivery(null, START), null, false);
        monitor.settled(delivery(DeliveryException.of(Verdict.REFUSED, BAD_DATA), START, START), null, false);
        monitor.settled(delivery(deliveredOnly(0), START, START), null, false);
        monitor.failed(Verdict.AGAIN, BUSY);
        monitor.failed(Verdict.AGAIN, BUSY);

        assertThat(monitor.figures(0).attempts())
                .containsOnly(
                        Map.entry(new Attempt("delivered", "ok"), 1L),
                        Map.entry(new Attempt("refused", "http_400"), 1L),
                        Map.entry(new Attempt("partly", "http_503"), 1L),
                        Map.entry(new Attempt("again", "http_503"), 2L));
    }

    @Test
    void a_destination_that_invents_codes_adds_no_more_than_so_many_series() {
        IntStream.range(0, 10_000).forEach(i -> monitor.failed(Verdict.PARKED, new Reason("hec_" + i, "", "")));

        Map<Attempt, Long> attempts = monitor.figures(0).attempts();
        assertThat(attempts).hasSizeLessThan(100);
        assertThat(attempts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
    }

    @Test
    void latency_counts_each_delivered_event_from_its_commit() {
        clock.set(START.plusMillis(400));
        monitor.settled(delivery(null, START, START, START.plusMillis(399)), null, false);
        monitor.settled(delivery(deliveredOnly(1), START.minusSeconds(9_999), START), null, false);

        DeliveryFigures.Latency latency = monitor.figures(0).latency();
        assertThat(LongStream.of(latency.counts()).sum()).isEqualTo(4);
        assertThat(count(latency, 0.005)).isEqualTo(1);
        assertThat(count(latency, 0.5)).isEqualTo(3);
        assertThat(latency.seconds()).isBetween(1.2, 1.202);
    }

    @Test
    void a_clock_that_is_set_back_makes_no_negative_latency() {
        monitor.settled(delivery(null, START.plusSeconds(60)), null, false);

        assertThat(monitor.figures(0).latency().seconds()).isZero();
        assertThat(count(monitor.figures(0).latency(), 0.005)).isEqualTo(1);
    }

    @Test
    void the_first_failure_is_told_at_once_then_one_in_20_s_with_the_count_and_then_the_recovery() {
        try (LogLines log = LogLines.capture()) {
            for (int second = 0; second < 130; second++) {
                clock.set(START.plusSeconds(second));
                monitor.failed(Verdict.AGAIN, BUSY);
            }
            monitor.settled(delivery(null, START), null, false);
            monitor.settled(delivery(null, START), null, false);

            assertThat(lines(log, "SIEM shipping failed"))
                    .hasSize(7)
                    .allMatch(line -> line.contains("integration soc, type webhook, reason http_503")
                            && line.contains("7 event(s) wait"))
                    .first()
                    .asString()
                    .contains(": 1 request(s) failed since");
            assertThat(lines(log, "SIEM shipping failed").get(6)).contains(": 20 request(s) failed since");
            assertThat(lines(log, "SIEM shipping recovered"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("130 request(s) failed in 129 s, 0 event(s) became dead letters");
        }
    }

    @Test
    void a_refusal_soon_after_another_line_is_told_when_its_time_has_come() {
        try (LogLines log = LogLines.capture()) {
            monitor.failed(Verdict.AGAIN, BUSY);
            monitor.settled(delivery(null, START), null, false);
            clock.set(START.plusSeconds(1));
            monitor.settled(delivery(DeliveryException.of(Verdict.REFUSED, BAD_DATA), START), null, false);
            monitor.settled(delivery(null, START), null, false);
            for (int second = 2; second < 60; second++) {
                clock.set(START.plusSeconds(second));
                monitor.tick();
            }

            assertThat(lines(log, "SIEM shipping failed"))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("reason http_400: 1 request(s) failed");
        }
    }

    @Test
    void a_request_that_an_orderly_stop_ends_is_no_failure_of_the_destination() {
        try (LogLines log = LogLines.capture()) {
            monitor.stopping();
            monitor.failed(Verdict.AGAIN, BUSY);

            assertThat(lines(log, "SIEM shipping failed")).isEmpty();
        }
    }

    @Test
    void a_failure_that_lasts_is_told_more_than_10_times_in_5_minutes_though_little_is_tried() {
        try (LogLines log = LogLines.capture()) {
            monitor.failed(Verdict.PARKED, BUSY);
            tendFor(300);
            assertThat(lines(log, "SIEM shipping failed")).hasSize(15);
            assertThat(lines(log, "SIEM shipping failed").get(14))
                    .contains("reason http_503: 0 request(s) failed since");

            monitor.settled(delivery(null, START), null, false);
            tendFor(300);
            assertThat(lines(log, "SIEM shipping failed")).hasSize(15);
            assertThat(monitor.figures(0).failureLines()).isEqualTo(15);
        }
    }

    @Test
    void what_nobody_can_mend_by_waiting_is_told_once() {
        try (LogLines log = LogLines.capture()) {
            monitor.settled(delivery(DeliveryException.of(Verdict.REFUSED, BAD_DATA), START), null, false);
            tendFor(300);
            monitor.failed(Verdict.PARKED, BUSY);
            monitor.paused();
            tendFor(300);

            assertThat(lines(log, "SIEM shipping failed")).hasSize(2);
        }
    }

    @Test
    void a_recovery_says_what_was_skipped() {
        try (LogLines log = LogLines.capture()) {
            monitor.waits(BUSY);
            monitor.skipped(12);
            monitor.settled(delivery(null, START), null, false);

            assertThat(lines(log, "recovered")).singleElement().asString().contains("12 skipped, 7 wait");
        }
    }

    @Test
    void a_recovery_counts_no_failures_of_before() {
        try (LogLines log = LogLines.capture()) {
            monitor.failed(Verdict.AGAIN, BUSY);
            monitor.settled(delivery(null, START), null, false);
            monitor.failed(Verdict.AGAIN, BUSY);
            monitor.settled(delivery(null, START), null, false);
            clock.set(START.plusSeconds(3_600));
            monitor.failed(Verdict.AGAIN, BUSY);
            monitor.settled(delivery(null, START), null, false);

            assertThat(lines(log, "recovered")).hasSize(2).allMatch(line -> line.contains(": 1 request(s) failed"));
        }
    }

    private void tendFor(int seconds) {
        for (int second = 0; second < seconds; second++) {
            monitor.tick();
            clock.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_refused_event_is_told_and_a_request_that_is_only_halved_is_not() {
        try (LogLines log = LogLines.capture()) {
            monitor.settled(delivery(DeliveryException.of(Verdict.REFUSED, BAD_DATA), START, START), null, false);
            assertThat(lines(log, "SIEM shipping")).isEmpty();

            monitor.settled(delivery(DeliveryException.of(Verdict.REFUSED, BAD_DATA), START), null, false);
            monitor.settled(delivery(null, START), null, false);
            assertThat(lines(log, "SIEM shipping failed")).hasSize(1);
            assertThat(lines(log, "1 event(s) became dead letters")).hasSize(1);
        }
    }

    private static List<String> lines(LogLines log, String words) {
        return log.all().stream().filter(line -> line.contains(words)).toList();
    }

    private static long count(DeliveryFigures.Latency latency, double bound) {
        return latency.counts()[
                IntStream.range(0, latency.bounds().length)
                        .filter(i -> latency.bounds()[i] == bound)
                        .findFirst()
                        .orElseThrow()];
    }

    private static DeliveryException deliveredOnly(int index) {
        BitSet delivered = new BitSet();
        delivered.set(index);
        return DeliveryException.partly(delivered, Map.of(), Verdict.AGAIN, BUSY);
    }

    /** A delivery whose last request, of one event for each commit time, was answered like this; null: delivered. */
    private Delivery delivery(DeliveryException reply, Instant... commits) {
        List<Event> events = new ArrayList<>();
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        for (Instant commit : commits) {
            events.add(new Event(json, 0, 2, (byte) 0, events.size(), commit.toEpochMilli()));
        }
        DeliveryState state = new DeliveryState(clock, new Counters((name, more) -> {}, name -> 0));
        Delivery delivery = TestLane.of(SETTINGS, state, monitor).open(new Batch(events));
        if (reply != null) {
            delivery.replied(reply);
        }
        return delivery;
    }
}
