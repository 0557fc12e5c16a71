package routes.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.notify.Webhook.Answer;

/**
 * What people are to be told and the webhook has not taken yet, in order: at most {@value #MOST}, of which the oldest goes first, and for at
 * most a day. One at a time is sent; after a failure the next attempt waits 5 s, then twice as long, 5 minutes at the most.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    static final int MOST = 100;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LAST_WAIT = Duration.ofMinutes(5);

    private final Clock clock;
    private final Function<Notice, Answer> webhook;
    private final Counter sent;
    private final Counter failed;
    private final Counter lost;
    private final Deque<Notice> waiting = new ArrayDeque<>();
    private Instant next = Instant.MIN;
    private Duration wait = FIRST_WAIT;
    /** Whether the log has it that the webhook fails. */
    private boolean isTold;

    /** @param webhook sends one */
    Outbox(Clock clock, Function<Notice, Answer> webhook, MeterRegistry metrics) {
        this.clock = clock;
        this.webhook = webhook;
        this.sent = counter(metrics, "sent");
        this.failed = counter(metrics, "failed");
        this.lost = counter(metrics, "lost");
    }

    /** Also for a router that tells nobody, so that the series is always there. */
    static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("siem.notifications")
                .description("Notifications of people (SIEM_NOTIFY) by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }

    void add(Notice notice) {
        if (waiting.size() >= MOST) {
            waiting.removeFirst();
            lost.increment();
        }
        waiting.addLast(notice);
    }

    /** Makes one attempt, where one is due. */
    void send() {
        Instant now = clock.instant();
        Notice first = waiting.peekFirst();
        if (first == null || now.isBefore(next)) {
            return;
        }
        Answer answer = webhook.apply(first);
        switch (answer.outcome()) {
            case SENT -> {
                waiting.removeFirst();
                sent.increment();
                wait = FIRST_WAIT;
                isTold = false;
            }
            case AGAIN -> later(first, now, answer.code());
            case REFUSED -> {
                failed.increment();
                lost.increment();
                tell(answer.code());
                waiting.removeFirst();
            }
        }
    }

    private void later(Notice notice, Instant now, String code) {
        failed.increment();
        tell(code);
        next = now.plus(wait);
        wait = wait.multipliedBy(2).compareTo(LAST_WAIT) < 0 ? wait.multipliedBy(2) : LAST_WAIT;
        if (now.isAfter(notice.at().plus(LONGEST))) {
            waiting.removeFirst();
            lost.increment();
        }
    }

    private void tell(String code) {
        if (!isTold) {
            isTold = true;
            LOG.warn(
                    "People could not be told by SIEM_NOTIFY: {}. This is not logged again before it has worked.",
                    code);
        }
    }
}
