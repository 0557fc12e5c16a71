package routes;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the process until the router has ended in order. On a signal Java waits for its shutdown hooks only, and Camel's is done when the
 * routes are: the last answers and the journal's end come after that. Then the process ends with the router's own exit code: Java's
 * would be 143, which whoever told it to stop would have to take for a failure.
 */
final class OrderlyEnd {

    private static final long LONGEST_SECONDS = 30;

    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile int exitCode;

    OrderlyEnd() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::await, "orderly end"));
    }

    /** @param code what the process ends with where a signal told it to */
    void reached(int code) {
        exitCode = code;
        reached.countDown();
    }

    private void await() {
        boolean isOver = reached.getCount() == 0;
        try {
            // where it is not reached in time, what was answered is on disk all the same
            if (!isOver && reached.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
