package routes.destination.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A server on a bare socket, so that it can do what no HTTP server does; a fault is what it does until it is mended. */
public final class FaultyPeer implements Closeable {

    static final String SUCCESS = reply("200 OK", "application/json", "{\"text\":\"Success\",\"code\":0}");

    /** What it does with a connection, which ends afterwards. */
    @FunctionalInterface
    public interface Fault {
        void on(Socket connection) throws IOException;
    }

    /** Small, so that a peer that reads nothing is soon felt. */
    private static final int BUFFER = 4 * 1024;

    private static final long BETWEEN_BYTES_NANOS = 20_000_000;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> bodies = new ArrayList<>();
    private final String scheme;
    private final ServerSocket server;
    private volatile Fault fault;

    private FaultyPeer(Fault fault) {
        this(fault, "http", ServerSocketFactory.getDefault());
    }

    private FaultyPeer(Fault fault, String scheme, ServerSocketFactory sockets) {
        this.fault = fault;
        this.scheme = scheme;
        try {
            server = sockets.createServerSocket();
            server.setReceiveBufferSize(BUFFER);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    public static FaultyPeer with(Fault fault) {
        return new FaultyPeer(fault);
    }

    public String url() {
        return scheme + "://127.0.0.1:" + server.getLocalPort();
    }

    /** Ends each connection after one answer, without a word of warning. */
    static FaultyPeer once() {
        FaultyPeer peer = new FaultyPeer(null);
        peer.fault = peer::answer;
        return peer;
    }

    /** Takes connections and reads nothing. */
    static FaultyPeer holding() {
        FaultyPeer peer = new FaultyPeer(null);
        peer.fault = connection -> peer.hold();
        return peer;
    }

    /** Speaks TLS, and does nothing yet. */
    static FaultyPeer tls(SSLContext context) {
        return new FaultyPeer(connection -> {}, "https", context.getServerSocketFactory());
    }

    /** With connections from here on. */
    void does(Fault other) {
        fault = other;
    }

    /** From here on it reads requests and answers each with success. */
    void mend() {
        fault = this::serve;
    }

    /** The bodies of the requests that it answered with success. */
    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    static String reply(String status, String type, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    public static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
    }

    /** A byte at a time, each sooner than any timeout, without an end: what is left when the text is out are spaces. */
    static void drip(Socket connection, String text) throws IOException {
        for (int i = 0; ; i++) {
            write(connection, i < text.length() ? text.substring(i, i + 1) : " ");
            LockSupport.parkNanos(BETWEEN_BYTES_NANOS);
        }
    }

    /** Reads one request and returns its body. */
    static String read(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        String head = until(in, "\r\n\r\n").toLowerCase(Locale.ROOT);
        int length = head.indexOf("content-length:");
        if (length >= 0) {
            String number = head.substring(length + "content-length:".length(), head.indexOf("\r\n", length));
            return new String(in.readNBytes(Integer.parseInt(number.strip())), StandardCharsets.UTF_8);
        }
        StringBuilder body = new StringBuilder();
        for (int size = size(in); size > 0; size = size(in)) {
            body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
            in.readNBytes(2);
        }
        in.readNBytes(2);
        return body.toString();
    }

    /** Until the peer is closed. */
    void hold() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(until(in, "\r\n").strip(), 16);
    }

    static String until(InputStream in, String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.US_ASCII).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client hung up");
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.US_ASCII);
    }

    private void serve(Socket connection) throws IOException {
        while (true) {
            answer(connection);
        }
    }

    void answer(Socket connection) throws IOException {
        keep(read(connection));
        write(connection, SUCCESS);
    }

    /** As one that it answered with success. */
    synchronized void keep(String body) {
        bodies.add(body);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                thread(() -> handle(connection));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void handle(Socket connection) {
        try (connection) {
            fault.on(connection);
        } catch (IOException ended) {
            // the client gave up, which is what it should do
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "faulty-peer");
        thread.setDaemon(true);
        thread.start();
    }
}
