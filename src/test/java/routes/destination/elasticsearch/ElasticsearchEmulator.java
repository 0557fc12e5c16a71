package routes.destination.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
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
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * The bulk and index template calls of a cluster on a real socket, as Elastic documents them, for the answers a healthy node never
 * gives: items that are throttled or fail, the failure store, and what proxies say. Knows nothing of the router.
 */
public final class ElasticsearchEmulator implements AutoCloseable {

    /** A request as it arrived, unpacked. */
    record Request(String method, String path, Headers headers, String body) {}

    private record Answer(int status, String body, String header, String value) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // the JDK's server sends head and body of an answer apart: with Nagle's algorithm each takes 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, JsonNode> documents = new LinkedHashMap<>();
    private final Map<String, Deque<JsonNode>> outcomes = new HashMap<>();
    private final Map<String, String> templates = new HashMap<>();
    private final Deque<Answer> answers = new ArrayDeque<>();

    public ElasticsearchEmulator() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The bodies of the bulk requests. */
    public List<String> bulks() {
        return requests().stream()
                .filter(request -> request.path().startsWith("/_bulk"))
                .map(Request::body)
                .toList();
    }

    /** The documents that were stored, by index, slash and id, in the order in which they came. */
    synchronized Map<String, JsonNode> documents() {
        return new LinkedHashMap<>(documents);
    }

    synchronized Map<String, String> templates() {
        return Map.copyOf(templates);
    }

    /** The next request is answered with this, and nothing else is done. */
    synchronized void answerNext(int status, String body, String header, String value) {
        answers.add(new Answer(status, body, header, value));
    }

    void answerNext(int status, String body) {
        answerNext(status, body, "X-None", "-");
    }

    /** The next time this id comes, its item has this status and error, and the document is not stored. */
    void failNext(String id, int status, String error) {
        ObjectNode outcome = JSON.createObjectNode().put("status", status);
        outcome.putObject("error").put("type", error).put("reason", "failed to parse field of canary");
        next(id, outcome);
    }

    /** The next time this id comes, the document goes to the failure store. */
    void storeAsFailureNext(String id) {
        next(id, JSON.createObjectNode().put("status", 201).put("failure_store", "used"));
    }

    private synchronized void next(String id, JsonNode outcome) {
        outcomes.computeIfAbsent(id, any -> new ArrayDeque<>()).add(outcome);
    }

    private void serve(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        String body;
        try (InputStream in = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Answer answer = answer(new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set(answer.header(), answer.value());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Answer answer(Request request) throws IOException {
        requests.add(request);
        Answer scripted = answers.poll();
        if (scripted != null) {
            return scripted;
        }
        if (request.path().startsWith("/_index_template/")) {
            return template(request);
        }
        return request.path().startsWith("/_bulk") ? bulk(request.body()) : json(405, "{}");
    }

    private Answer template(Request request) {
        String name = request.path().replaceAll("^/_index_template/|\\?.*$", "");
        if (request.method().equals("HEAD")) {
            return json(templates.containsKey(name) ? 200 : 404, "");
        }
        boolean kept = templates.putIfAbsent(name, request.body()) != null;
        return json(kept ? 400 : 200, kept ? "{\"status\":400}" : "{\"acknowledged\":true}");
    }

    private Answer bulk(String body) throws IOException {
        if (!body.endsWith("\n")) {
            return json(400, "{\"status\":400}");
        }
        List<String> lines = body.lines().toList();
        ArrayNode items = JSON.createArrayNode();
        for (int i = 0; i < lines.size(); i += 2) {
            JsonNode create = JSON.readTree(lines.get(i)).path("create");
            items.addObject().set("create", outcome(create, JSON.readTree(lines.get(i + 1))));
        }
        return json(200, JSON.createObjectNode().set("items", items).toString());
    }

    private JsonNode outcome(JsonNode create, JsonNode document) {
        Deque<JsonNode> told = outcomes.getOrDefault(create.path("_id").asText(), new ArrayDeque<>());
        if (!told.isEmpty()) {
            return told.remove();
        }
        String key = create.path("_index").asText() + '/' + create.path("_id").asText();
        boolean there = documents.putIfAbsent(key, document) != null;
        ObjectNode outcome = JSON.createObjectNode().put("status", there ? 409 : 201);
        if (there) {
            outcome.putObject("error").put("type", "version_conflict_engine_exception");
        }
        return outcome;
    }

    private static Answer json(int status, String body) {
        return new Answer(status, body, "Content-Type", "application/json");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
