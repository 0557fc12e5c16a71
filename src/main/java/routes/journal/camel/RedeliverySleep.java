package routes.journal.camel;

/**
 * Camel's redelivery sleeps on the consumer's thread, up to its whole delay. A consumer that stops ends that sleep, and nothing
 * else: an interrupt would close whatever file the route is writing.
 */
final class RedeliverySleep {

    private RedeliverySleep() {}

    static void interrupt(Thread thread) {
        if (thread.getState() != Thread.State.TIMED_WAITING) {
            return;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        boolean sleeps = stack.length > 0 && stack[0].getMethodName().startsWith("sleep");
        for (int i = 1; sleeps && i < stack.length; i++) {
            if (stack[i].getClassName().startsWith("org.apache.camel.processor.errorhandler.")) {
                thread.interrupt();
                return;
            }
        }
    }
}
