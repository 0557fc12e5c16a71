package routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes a port of this machine look far away: a TCP relay that hands on every byte, and the end of each direction, half a round trip
 * after it came. How many bytes are under way is not limited as a slow line would, so latency alone is what it adds. Connecting takes
 * no longer than without it.
 *
 * <p>As a program: {@code DelayingRelay <port> <round trip in ms>}; it prints the port that it listens on.
 */
public final class DelayingRelay implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;
    /** Chunks under way in one direction; at a round trip of 100 ms more than a gigabyte a second. */
    private static final int MOST_UNDER_WAY = 1_000;

    private record Chunk(byte[] bytes, long dueNanos) {}

    private final ServerSocket server;
    private final int port;
    private final long delayNanos;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private DelayingRelay(int port, Duration roundTrip) {
        this.port = port;
        this.delayNanos = roundTrip.toNanos() / 2;
        try {
            server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        daemon(this::accept);
    }

    /** @param port of the loopback address, where connections are led */
    public static DelayingRelay to(int port, Duration roundTrip) {
        return new DelayingRelay(port, roundTrip);
    }

    public static void main(String[] arguments) throws InterruptedException {
        DelayingRelay relay = to(Integer.parseInt(arguments[0]), Duration.ofMillis(Long.parseLong(arguments[1])));
        System.out.println(relay.port());
        Thread.currentThread().join();
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        quietly(server);
        open.forEach(DelayingRelay::quietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                daemon(() -> relay(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relay(Socket near) {
        open.add(near);
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
            open.add(far);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread back = daemon(() -> handOn(far, near));
            handOn(near, far);
            back.join();
            drop(far);
        } catch (IOException refused) {
            // the client finds its connection closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop(near);
    }

    /** One direction, until it ends; a connection that breaks ends both. */
    private void handOn(Socket from, Socket to) {
        BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
        Semaphore room = new Semaphore(MOST_UNDER_WAY);
        Thread reader = daemon(() -> read(from, underWay, room));
        try {
            OutputStream out = to.getOutputStream();
            for (Chunk next = due(underWay); next.bytes().length > 0; next = due(underWay)) {
                out.write(next.bytes());
                room.release();
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            drop(from);
            drop(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reader.interrupt();
        }
    }

    private static Chunk due(BlockingQueue<Chunk> underWay) throws InterruptedException {
        Chunk next = underWay.take();
        for (long left = next.dueNanos() - System.nanoTime(); left > 0; left = next.dueNanos() - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return next;
    }

    /** The end is an empty chunk. */
    private void read(Socket from, BlockingQueue<Chunk> underWay, Semaphore room) {
        byte[] buffer = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                room.acquire();
                underWay.add(new Chunk(Arrays.copyOf(buffer, count), System.nanoTime() + delayNanos));
            }
        } catch (IOException broken) {
            // ends the other direction as if it had ended
        } catch (InterruptedException e) {
            return;
        }
        underWay.add(new Chunk(new byte[0], System.nanoTime() + delayNanos));
    }

    private void drop(Socket socket) {
        open.remove(socket);
        quietly(socket);
    }

    private static void quietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception closed) {
            // nothing is left to do
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "delaying-relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
