package routes.destination.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A forward proxy (RFC 9110 section 9.3.6) that leads every CONNECT to one port of this machine, as a name server of its own would. */
public final class ConnectProxy implements Closeable {

    private final ServerSocket server;
    private final int target;
    private final String refusal;
    private final String credentials;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    /** @param refusal the status that it answers in place of leading anywhere; empty to lead */
    ConnectProxy(int target, String refusal) {
        this(target, refusal, "");
    }

    /** One that leads those who show these credentials, {@code user:password}, with the request. */
    public static ConnectProxy asking(int target, String credentials) {
        return new ConnectProxy(target, "407 Proxy Authentication Required", credentials);
    }

    private ConnectProxy(int target, String refusal, String credentials) {
        this.credentials = credentials;
        this.target = target;
        this.refusal = refusal;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        daemon(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** What it was asked, each with its headers. */
    public List<String> heads() {
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
            if (!refusal.isEmpty() && !isShown(head)) {
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

    private boolean isShown(String head) {
        byte[] pair = credentials.getBytes(StandardCharsets.UTF_8);
        return !credentials.isEmpty()
                && head.contains(
                        "\r\nProxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n");
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
