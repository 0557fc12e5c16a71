package routes.destination.datadog;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Datadog's log intake on a real socket, as its documentation of Send logs has it: key check, limits, gzip, and logs that are
 * answered with 202 and then cut off or dropped. Keeps what it was sent, and fails the next requests as it is told to. Knows nothing
 * of the router.
 */
public final class DatadogEmulator implements AutoCloseable {

    /** One request it saw; {@code bytes} is the length of the body as it came. */
    public record Request(String path, Headers headers, int bytes) {}

    /** An answer: header names and values in turn; status 0 ends the connection without one. */
    record Answer(int status, String body, List<String> headers) {
        static Answer of(int status, String text) {
            return new Answer(status, status == 202 ? "{}" : "{\"errors\":[{\"detail\":\"" + text + "\"}]}", List.of());
        }
    }

    /** What happens to a request instead of what would: an answer, before or after its logs were kept. */
    private record Fault(Answer answer, boolean keeps) {}

    static {
        // the JDK's server sends head and body of an answer apart: with Nagle's algorithm each takes 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final DatadogIntake intake = new DatadogIntake(Clock.systemUTC());
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final Set<InetSocketAddress> connections = new HashSet<>();
    private String apiKey;

    private DatadogEmulator(String apiKey) {
        this.apiKey = apiKey;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException("the Datadog emulator cannot listen", taken);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static DatadogEmulator start(String apiKey) {
        return new DatadogEmulator(apiKey);
    }

    /** The address without a path. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What can be searched for so far, in the order of arrival. */
    public synchronized List<DatadogEntry> logs() {
        return intake.logs();
    }

    /** The {@code @id} of each; one that came twice stands twice. */
    public List<String> ids() {
        return logs().stream().map(log -> log.attributes().path("id").asText()).toList();
    }

    /** How many logs were accepted and then dropped for their time. */
    public synchronized int dropped() {
        return intake.dropped();
    }

    /** How many logs were accepted and then cut off. */
    public synchronized int truncated() {
        return intake.truncated();
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    public synchronized int connections() {
        return connections.size();
    }

    public synchronized void setApiKey(String newKey) {
        apiKey = newKey;
    }

    /** Answers the next request with this and keeps nothing; header names and values alternate. */
    public synchronized void answerNext(int status, String... headers) {
        faults.add(new Fault(new Answer(status, "{\"errors\":[{\"detail\":\"told to\"}]}", List.of(headers)), false));
    }

    /** Answers the next request with 429 and the headers of Datadog's rate limits. */
    public void limitNext(int secondsToReset) {
        answerNext(
                429,
                "X-RateLimit-Limit",
                "1",
                "X-RateLimit-Period",
                "10",
                "X-RateLimit-Remaining",
                "0",
                "X-RateLimit-Reset",
                Integer.toString(secondsToReset));
    }

    /** Ends the connection of the next request without an answer, keeping its logs or not. */
    public synchronized void hangUpNext(boolean keepsLogs) {
        faults.add(new Fault(Answer.of(0, ""), keepsLogs));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        // a request that is closed before it is answered breaks the connection
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer = answer(exchange, body);
            if (answer.status() == 0) {
                return;
            }
            for (int i = 0; i < answer.headers().size(); i += 2) {
                exchange.getResponseHeaders()
                        .add(answer.headers().get(i), answer.headers().get(i + 1));
            }
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] body) {
        if (isNotice(exchange)) {
            return Answer.of(202, "{}");
        }
        connections.add(exchange.getRemoteAddress());
        String path = exchange.getRequestURI().toString();
        requests.add(new Request(path, exchange.getRequestHeaders(), body.length));
        Fault fault = faults.poll();
        if (fault != null && !fault.keeps()) {
            return fault.answer();
        }
        Answer usual = usual(exchange, path, body);
        return fault != null ? fault.answer() : usual;
    }

    /** The router's word of a change: it comes by a sink of its own, and none of what a test sends or scripts is about it. */
    private static boolean isNotice(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"))
                .contains(".notice-");
    }

    private Answer usual(HttpExchange exchange, String path, byte[] body) {
        if (!path.equals("/api/v2/logs")) {
            return Answer.of(404, "Not found");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Answer.of(405, "Method not allowed");
        }
        String key = exchange.getRequestHeaders().getFirst("DD-API-KEY");
        if (key == null) {
            return Answer.of(401, "Unauthorized");
        }
        if (!key.equals(apiKey)) {
            return Answer.of(403, "Forbidden");
        }
        return intake.take(body, exchange.getRequestHeaders().getFirst("Content-Encoding"));
    }
}
