package routes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A syslog server on TCP as far as whole-way tests need one: it keeps the lines it is sent. */
final class SyslogReceiver implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private SyslogReceiver(ServerSocket server) {
        this.server = server;
        new Thread(this::accept, "syslog-receiver").start();
    }

    static SyslogReceiver start() {
        try {
            return new SyslogReceiver(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "syslog://127.0.0.1:" + server.getLocalPort();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void awaitLines(int count) {
        Await.until("the syslog server has " + count + " lines", () -> lines.size() == count, lines::toString);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                new Thread(() -> read(connection), "syslog-connection").start();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void read(Socket connection) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            in.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException hungUp) {
            // what arrived before is kept
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
