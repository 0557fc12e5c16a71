package routes.server.connection;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes one connection where its client takes too long. What the router itself takes over an answer is not limited here.
 *
 * <p>Looked at twice a second: a timer for each request would cost more than the request's head.
 */
final class ConnectionClock {

    private static final long TICK_MILLIS = 500;
    private static final long NEVER = Long.MAX_VALUE;

    private final Channel channel;
    private final ServerTimes times;
    private final ServerMetrics metrics;
    private final UnreadAnswer answer;
    private final ScheduledFuture<?> ticking;
    private long since = System.nanoTime();
    private long limitMillis = NEVER;
    private ServerMetrics.Cut why;

    ConnectionClock(Channel channel, ServerTimes times, ServerMetrics metrics, UnreadAnswer answer) {
        this.channel = channel;
        this.times = times;
        this.metrics = metrics;
        this.answer = answer;
        ticking = channel.eventLoop().scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        var unused = channel.closeFuture().addListener(closed -> ticking.cancel(false));
    }

    /** Nothing is under way. */
    void idle() {
        limit(times.idleMillis(), null);
    }

    /** A request has begun; called for each of its parts, of which the first counts. */
    void head() {
        if (why != ServerMetrics.Cut.SLOW_HEAD) {
            limit(times.headMillis(), ServerMetrics.Cut.SLOW_HEAD);
        }
    }

    /** Longer than the reader of bodies waits, which has an answer for whoever is too slow. */
    void body() {
        limit(times.bodyMillis() + times.lingerMillis(), ServerMetrics.Cut.SLOW_BODY);
    }

    /** The answer has gone out, and the body still comes: long enough for the client to see it. */
    void lingering() {
        limit(times.lingerMillis(), ServerMetrics.Cut.SLOW_BODY);
    }

    void answering() {
        limit(NEVER, null);
    }

    void malformed() {
        metrics.cut(ServerMetrics.Cut.MALFORMED);
        limit(times.lingerMillis(), ServerMetrics.Cut.SLOW_READER);
    }

    /** There may be an answer already, and there is none for half a request. */
    void malformedBody() {
        cut(ServerMetrics.Cut.MALFORMED);
    }

    private void limit(long millis, ServerMetrics.Cut reason) {
        since = System.nanoTime();
        limitMillis = millis;
        why = reason;
    }

    private void tick() {
        if (answer.isStalled(times.stallMillis())) {
            cut(ServerMetrics.Cut.SLOW_READER);
        } else if (limitMillis != NEVER && System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(limitMillis)) {
            cut(why);
        }
    }

    private void cut(ServerMetrics.Cut reason) {
        if (reason != null) {
            metrics.cut(reason);
        }
        var unused = channel.close();
    }
}
