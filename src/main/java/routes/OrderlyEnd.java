package routes;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the process until the router has ended in order. On a signal Java waits for its shutdown hooks only, and Camel's is done when the
 * routes are: the last answers and the journal's end come after that.
 */
final class OrderlyEnd {

    private static final long LONGEST_SECONDS = 30;

    private final CountDownLatch reached = new CountDownLatch(1);

    OrderlyEnd() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::await, "orderly end"));
    }

    void reached() {
        reached.countDown();
    }

    private void await() {
        try {
            // where it is not reached in time, what was answered is on disk all the same
            boolean unused = reached.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
