package routes.destination.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An HTTP or HTTPS server on a real socket that keeps what it was sent, and answers 204 unless told otherwise. */
public final class Receiver implements Closeable {

    /** A request as it arrived. */
    public record Request(String method, String path, Headers headers, byte[] body) {
        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    private record Answer(int status, byte[] body, String header, String value) {}

    static {
        // the JDK's server sends head and body of an answer apart: with Nagle's algorithm each takes 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Set<InetSocketAddress> connections = new HashSet<>();

    private Receiver(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static Receiver plain() {
        try {
            return new Receiver(HttpServer.create(anyPort(), 0), "http");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @param wantsCertificate whether a client without a certificate it trusts is turned away */
    public static Receiver tls(SSLContext context, boolean wantsCertificate) {
        try {
            HttpsServer server = HttpsServer.create(anyPort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters connection) {
                    SSLParameters parameters = context.getDefaultSSLParameters();
                    parameters.setNeedClientAuth(wantsCertificate);
                    connection.setSSLParameters(parameters);
                }
            });
            return new Receiver(server, "https");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String url() {
        return scheme + "://localhost:" + server.getAddress().getPort() + "/webhook";
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    public synchronized int connections() {
        return connections.size();
    }

    public synchronized void answerNext(int status, byte[] body, String header, String value) {
        answers.add(new Answer(status, body, header, value));
    }

    public void answerNext(int status) {
        answerNext(status, new byte[0], "X-None", "-");
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer = note(exchange, body);
        exchange.getResponseHeaders().set(answer.header(), answer.value());
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.body());
        } catch (IOException nobodyListens) {
            // a client that read enough
        }
    }

    private synchronized Answer note(HttpExchange exchange, byte[] body) {
        requests.add(new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        connections.add(exchange.getRemoteAddress());
        Answer answer = answers.poll();
        return answer == null ? new Answer(204, new byte[0], "X-None", "-") : answer;
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
