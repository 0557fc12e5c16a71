package routes.destination.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A forward proxy (RFC 9110 section 9.3.6) that leads every CONNECT to one port of this machine, as a name server of its own would. */
final class ConnectProxy implements Closeable {

    private final ServerSocket server;
    private final int target;
    private final String refusal;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    /** @param refusal the status that it answers in place of leading anywhere; empty to lead */
    ConnectProxy(int target, String refusal) {
        this.target = target;
        this.refusal = refusal;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** What it was asked, each with its headers. */
    List<String> heads() {
        return heads;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                daemon(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = FaultyPeer.until(client.getInputStream(), "\r\n\r\n");
            heads.add(head);
            if (!refusal.isEmpty()) {
                say(client, "HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            try (Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
                if (head.startsWith("CONNECT ")) {
                    say(client, "HTTP/1.1 200 Connected\r\n\r\n");
                } else {
                    say(far, head);
                }
                Thread back = daemon(() -> handOn(far, client));
                handOn(client, far);
                back.interrupt();
            }
        } catch (IOException gone) {
            // either side hung up
        }
    }

    private static void say(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void handOn(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // either side hung up
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
