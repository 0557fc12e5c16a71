package routes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A syslog receiver over TCP or TLS on a real socket. It stores what it has read, and can behave as receivers do: reset, close
 * half, read no more, or lose what it read last.
 */
public final class SyslogReceiver implements AutoCloseable {

    /** Small, so that a receiver that reads no more is soon felt. */
    private static final int BUFFER = 16 * 1024;

    private final int port;
    private final SSLContext tls;
    private final List<Socket> connections = new ArrayList<>();
    private final List<ByteArrayOutputStream> streams = new ArrayList<>();
    private ServerSocket server;
    private boolean stalled;
    private int accepted;

    private SyslogReceiver(int port, SSLContext tls) {
        this.port = port;
        this.tls = tls;
    }

    public static SyslogReceiver tcp() {
        return new SyslogReceiver(Ports.free(), null).open();
    }

    /** @param wantsCertificate whether a client without a certificate it trusts is turned away */
    public static SyslogReceiver tls(SSLContext context, boolean wantsCertificate) {
        SyslogReceiver receiver = new SyslogReceiver(Ports.free(), context).open();
        ((SSLServerSocket) receiver.server).setNeedClientAuth(wantsCertificate);
        return receiver;
    }

    /** A receiver that nobody has started yet: connections are refused. */
    public static SyslogReceiver down() {
        return new SyslogReceiver(Ports.free(), null);
    }

    /** Begins to listen, on the same port each time. */
    public SyslogReceiver open() {
        try {
            server = tls == null
                    ? new ServerSocket()
                    : tls.getServerSocketFactory().createServerSocket();
            server.setReuseAddress(true);
            server.setReceiveBufferSize(BUFFER);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocket opened = server;
        thread(() -> accept(opened));
        return this;
    }

    public int port() {
        return port;
    }

    /**
     * The API body that makes the router deliver here as CEF; retries are quick, so that parking needs no patience.
     *
     * @param members more JSON members, each after a comma
     */
    public String integration(int confirmAfter, String members) {
        return """
                {"type":"syslog_cef","url":"syslog://127.0.0.1:%d","confirm_after":%d,"batch":{"max_events":100},\
                "retry":{"max_retries":1,"base_ms":50,"max_ms":100}%s}"""
                .formatted(port, confirmAfter, members);
    }

    public synchronized int accepted() {
        return accepted;
    }

    /** Reads nothing more before {@link #read}. */
    public synchronized void stall() {
        stalled = true;
    }

    public synchronized void read() {
        stalled = false;
        notifyAll();
    }

    /** Ends all connections with a reset; takes new ones. */
    public synchronized void reset() throws IOException {
        for (Socket connection : connections) {
            if (!connection.isClosed()) {
                connection.setSoLinger(true, 0);
                connection.close();
            }
        }
        connections.clear();
    }

    /** Says on all connections that it will send nothing more, and reads on. */
    public synchronized void closeHalf() throws IOException {
        for (Socket connection : connections) {
            connection.shutdownOutput();
        }
    }

    /** Dies: connections end in order and refuse to come back, and the last bytes it read were never stored. */
    public synchronized void dieLosing(int bytes) throws IOException {
        server.close();
        for (Socket connection : List.copyOf(connections)) {
            connection.close();
        }
        connections.clear();
        ByteArrayOutputStream last = streams.get(streams.size() - 1);
        byte[] read = last.toByteArray();
        last.reset();
        last.write(read, 0, Math.max(0, read.length - bytes));
    }

    private static boolean isOwn(String message) {
        return message.contains("|SIEM Router|") || message.contains("\"event_type\":\"router.");
    }

    /** Every message of all connections but the router's own events, in the order of arrival; whole ones only. */
    public List<String> messages() {
        List<byte[]> read;
        synchronized (this) {
            read = streams.stream().map(ByteArrayOutputStream::toByteArray).toList();
        }
        List<String> messages = new ArrayList<>();
        read.forEach(bytes -> messages.addAll(messages(bytes)));
        messages.removeIf(SyslogReceiver::isOwn);
        return messages;
    }

    /** The ids of CEF messages ({@code externalId}), in the order of their first arrival. */
    public List<String> ids() {
        return List.copyOf(new LinkedHashSet<>(arrivals()));
    }

    /** The same of every message: an event that came twice stands twice. */
    public List<String> arrivals() {
        return messages().stream().map(SyslogReceiver::id).toList();
    }

    private static String id(String message) {
        int from = message.indexOf(" externalId=") + " externalId=".length();
        return message.substring(from, message.indexOf(' ', from));
    }

    public void awaitIds(List<String> wanted) {
        Await.until(
                "the receiver has " + wanted.size() + " events",
                () -> new HashSet<>(ids()).containsAll(wanted),
                () -> "it has " + ids().size());
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
            }
            read();
            reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Octet counting (RFC 6587 section 3.4.1) where a message begins with a digit, else a line feed after each. */
    private static List<String> messages(byte[] bytes) {
        List<String> messages = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            while (space < bytes.length && bytes[space] >= '0' && bytes[space] <= '9') {
                space++;
            }
            boolean counted = space > at;
            int from = counted ? space + 1 : at;
            int to = counted ? from + number(bytes, at, space) : lineFeed(bytes, at);
            if (to > bytes.length || to < 0) {
                return messages;
            }
            messages.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            at = counted ? to : to + 1;
        }
        return messages;
    }

    private static int number(byte[] bytes, int from, int to) {
        return Integer.parseInt(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    }

    private static int lineFeed(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket connection = opened.accept();
                ByteArrayOutputStream stream = new ByteArrayOutputStream();
                synchronized (this) {
                    accepted++;
                    connections.add(connection);
                    streams.add(stream);
                }
                thread(() -> read(connection, stream));
            } catch (IOException ended) {
                // closed, or a handshake that failed: the next one may be better
            }
        }
    }

    private void read(Socket connection, ByteArrayOutputStream stream) {
        try {
            if (connection instanceof SSLSocket secure) {
                secure.startHandshake();
            }
            InputStream in = connection.getInputStream();
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                keep(stream, buffer, count);
            }
            connection.close();
        } catch (SocketException reset) {
            // the test ended it
        } catch (IOException unreadable) {
            // a client that was turned away
        }
    }

    private synchronized void keep(ByteArrayOutputStream stream, byte[] buffer, int count) {
        stream.write(buffer, 0, count);
        while (stalled) {
            try {
                wait();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "syslog-receiver");
        thread.setDaemon(true);
        thread.start();
    }
}
