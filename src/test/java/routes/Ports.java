package routes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds a port nobody listens on, for a server that has to be told its port before it starts. None of those that the system gives to
 * outgoing connections (from 32768 on unless configured): one of them could have it by then.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int MANY = 12_000;

    /** Another process may run other tests. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(MANY));

    private Ports() {}

    public static int free() {
        for (int tried = 0; tried < MANY; tried++) {
            int port = FIRST + NEXT.getAndIncrement() % MANY;
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
        throw new IllegalStateException("no port is free from " + FIRST + " to " + (FIRST + MANY - 1));
    }
}
