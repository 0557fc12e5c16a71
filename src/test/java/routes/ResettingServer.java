package routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes connections, reads the beginning of a request and resets: what a dying load balancer looks like. */
final class ResettingServer implements AutoCloseable {

    private static final int BYTES_READ = 64;

    private final AtomicInteger resets = new AtomicInteger();
    private final ServerSocket server;
    private final Thread thread;

    ResettingServer(int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::serve, "resetting-server");
        thread.start();
    }

    int resets() {
        return resets.get();
    }

    /** The port is free when this returns: the kernel keeps it while a thread is still in accept. */
    @Override
    public void close() {
        try {
            server.close();
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().readNBytes(BYTES_READ);
                // closing with a linger of zero sends RST instead of FIN
                socket.setSoLinger(true, 0);
                resets.incrementAndGet();
            } catch (IOException closedOrGone) {
                // the loop's condition tells the two apart
            }
        }
    }
}
