package routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * A Splunk HTTP Event Collector as far as whole-way tests need one: a real server that tells which event ids it got, in
 * which order and how often, and that can be told to fail. To a webhook it listens as well: events without envelopes.
 */
final class Collector implements AutoCloseable {

    /** What {@link #integration} sends; a collector takes every token unless told otherwise. */
    static final String TOKEN = "collector-token-51c0de";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final Queue<Reply> script = new ArrayDeque<>();
    private final List<String> ids = new ArrayList<>();
    private final List<JsonNode> own = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final Set<InetSocketAddress> connections = new HashSet<>();
    private Function<List<String>, Reply> usually = ids -> Reply.SUCCESS;
    private String token;
    private boolean stalled;
    private HttpServer server;
    private ExecutorService threads;

    private Collector(int port) {
        this.port = port;
    }

    static Collector start() {
        return new Collector(Ports.free()).open();
    }

    /** A collector that nobody has started yet: connections are refused. */
    static Collector down() {
        return new Collector(Ports.free());
    }

    /** Begins to listen, on the same port each time. */
    Collector open() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        return this;
    }

    @Override
    public void close() {
        goDown();
    }

    /** Refuses connections from here on, until {@link #open}. */
    void goDown() {
        release();
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The API body that makes the router deliver here; retries are quick, so that parking needs no patience. */
    String integration() {
        return integration("\"retry\":{\"max_retries\":1,\"base_ms\":50,\"max_ms\":100}");
    }

    /** The same with these JSON members instead of the quick retries. */
    String integration(String members) {
        return """
                {"type":"splunk_hec","url":"%s","token":"%s","batch":{"max_events":100},%s}"""
                .formatted(url(), TOKEN, members);
    }

    /** The API body that makes the router deliver here as to a webhook, arrays of at most 100 events. */
    String webhook() {
        return """
                {"type":"webhook","url":"%s/hook","batch":{"max_events":100},\
                "retry":{"max_retries":1,"base_ms":50,"max_ms":100}}"""
                .formatted(url());
    }

    /** Answers the next requests like this, one reply a request, and as usual afterwards. */
    synchronized void answerNext(Reply... replies) {
        script.addAll(List.of(replies));
    }

    /** How a request of these ids is answered where no script says otherwise. */
    synchronized void usually(Function<List<String>, Reply> answer) {
        usually = answer;
    }

    /** Refuses every other token, as Splunk does: 403 code 4. */
    synchronized void requireToken(String only) {
        token = only;
    }

    /** Takes connections and requests, and answers none before {@link #release}. */
    synchronized void stall() {
        stalled = true;
    }

    synchronized void release() {
        stalled = false;
        notifyAll();
    }

    /** The ids in the order of their arrival; an event that came twice stands twice. */
    synchronized List<String> ids() {
        return List.copyOf(ids);
    }

    /** The ids in the order of their first arrival. */
    synchronized List<String> firstArrivals() {
        Set<String> seen = new HashSet<>();
        return ids.stream().filter(seen::add).toList();
    }

    /** The router's own events that arrived, answered or not; the ids are without them. */
    synchronized List<JsonNode> own() {
        return List.copyOf(own);
    }

    /** Every request's headers and body, unpacked, answered or not. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many connections requests have come over so far. */
    synchronized int connections() {
        return connections.size();
    }

    void awaitIds(List<String> wanted) {
        Await.until(
                "the collector has " + wanted.size() + " events",
                () -> new HashSet<>(ids()).containsAll(wanted),
                () -> "it has " + ids().size() + ": " + ids().stream().limit(20).toList());
    }

    void awaitRequest() {
        Await.until("the collector has got a request", () -> !requests().isEmpty(), () -> "it has none");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = read(exchange);
            List<String> arrived = idsOf(body);
            Reply reply = decide(exchange, body, arrived);
            if (reply.status() == 0) {
                return;
            }
            for (int i = 0; i < reply.headers().size(); i += 2) {
                exchange.getResponseHeaders()
                        .set(reply.headers().get(i), reply.headers().get(i + 1));
            }
            byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private synchronized Reply decide(HttpExchange exchange, String body, List<String> arrived) {
        connections.add(exchange.getRemoteAddress());
        requests.add(
                exchange.getRequestURI() + "\n" + exchange.getRequestHeaders().entrySet() + "\n" + body);
        while (stalled) {
            try {
                wait();
            } catch (InterruptedException e) {
                return Reply.of(0, "");
            }
        }
        Reply reply = reply(exchange, arrived);
        ids.addAll(arrived.subList(0, Math.min(reply.indexed(), arrived.size())));
        return reply;
    }

    private Reply reply(HttpExchange exchange, List<String> arrived) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (token != null && !("Splunk " + token).equals(authorization)) {
            return Reply.of(403, "{\"text\":\"Invalid token\",\"code\":4}");
        }
        // what a test scripts is for the events that it sends
        Reply scripted = arrived.isEmpty() ? null : script.poll();
        return scripted != null ? scripted : usually.apply(arrived);
    }

    private static String read(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream in = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private synchronized List<String> idsOf(String body) throws IOException {
        List<String> found = new ArrayList<>();
        try (MappingIterator<JsonNode> envelopes =
                JSON.readerFor(JsonNode.class).readValues(body)) {
            while (envelopes.hasNext()) {
                JsonNode envelope = envelopes.next();
                JsonNode event = envelope.has("event") ? envelope.path("event") : envelope;
                if (event.path("event_type").asText().startsWith("router.")) {
                    own.add(event);
                } else {
                    found.add(event.path("id").asText());
                }
            }
        }
        return found;
    }
}
