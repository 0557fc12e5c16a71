package routes.destination.http;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who writes to a socket that takes nothing hears nothing either: a destination that refuses a request, keeps the connection and reads
 * no more would hold it up until the deadline. So while a piece of a body does not go out, others look whether there is a reply.
 */
final class StuckPieces {

    private static final long STUCK_MILLIS = 250;

    private static final ScheduledThreadPoolExecutor CLOCK = clock();
    /** A reply that comes byte by byte holds up who reads it, and nobody else. */
    private static final ExecutorService LOOKING = Executors.newCachedThreadPool(threads("early-reply"));

    /** Writes to a socket. */
    @FunctionalInterface
    interface Piece {
        void write() throws IOException;
    }

    private StuckPieces() {}

    static void write(Piece piece, EarlyReply early) throws IOException {
        AtomicBoolean looking = new AtomicBoolean();
        early.sending(true);
        var watch = CLOCK.scheduleWithFixedDelay(
                () -> look(early, looking), STUCK_MILLIS, STUCK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            piece.write();
        } finally {
            watch.cancel(false);
            early.sending(false);
        }
    }

    private static void look(EarlyReply early, AtomicBoolean looking) {
        if (looking.compareAndSet(false, true)) {
            LOOKING.execute(() -> {
                early.endSending();
                looking.set(false);
            });
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, threads("stuck-pieces"));
        // nearly every piece goes out at once
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    private static ThreadFactory threads(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
