package routes.destination.splunk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import routes.destination.splunk.SplunkHecFault.Kind;

/**
 * A Splunk HTTP Event Collector on a real socket, as documented and as measured on Splunk 10.4: token check, envelopes read
 * object after object, partial acceptance, size limit, gzip, health. Keeps what it indexed, in order, and fails the next
 * requests as it is told to. Knows nothing of the router.
 */
public final class SplunkHecEmulator implements AutoCloseable {

    private static final String PAGE = "<html><body><h1>%s</h1></body></html>";

    static {
        // the JDK's server sends head and body of an answer apart: with Nagle's algorithm each takes 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SplunkHecIndex index = new SplunkHecIndex();
    private final SplunkHecChannels channels = new SplunkHecChannels();
    private final Deque<SplunkHecFault> faults = new ArrayDeque<>();
    private final List<SplunkHecRequest> requests = new ArrayList<>();
    private final Set<InetSocketAddress> connections = new HashSet<>();
    private String token;
    private boolean tokenEnabled = true;
    private int maxContentLength = 1_000_000;
    private int stalled;
    private int releases;
    private boolean closed;

    private SplunkHecEmulator(String token, int port) {
        this.token = token;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException("the HEC emulator cannot listen on port " + port, taken);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Listens on a free port. */
    public static SplunkHecEmulator start(String token) {
        return start(token, 0);
    }

    public static SplunkHecEmulator start(String token, int port) {
        return new SplunkHecEmulator(token, port);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The address without a path. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** What was indexed so far, in the order of indexing. */
    public synchronized List<SplunkHecIndex.Entry> indexed() {
        return index.entries();
    }

    /** The ids of the events indexed so far, in order; an event indexed twice is there twice. */
    public List<String> ids() {
        return indexed().stream()
                .map(entry -> entry.event().path("id").asText())
                .toList();
    }

    /** Every request to an event endpoint so far, those that failed included. */
    public synchronized List<SplunkHecRequest> requests() {
        return List.copyOf(requests);
    }

    /** Connections opened so far. */
    public synchronized int connections() {
        return connections.size();
    }

    public synchronized void setToken(String newToken) {
        token = newToken;
    }

    public synchronized void setTokenEnabled(boolean enabled) {
        tokenEnabled = enabled;
    }

    /** Most bytes of a body, after decompression; more is answered with 413. 1,000,000 unless set. */
    public synchronized void setMaxContentLength(int bytes) {
        maxContentLength = bytes;
    }

    /** Indexes that the token may write to; all unless set. */
    public synchronized void allowOnlyIndexes(String... names) {
        index.allowOnly(List.of(names));
    }

    /** Whether the token has indexer acknowledgement on; off unless set. */
    public synchronized void setAcknowledgement(boolean on) {
        channels.turn(on);
    }

    /** Whether what is taken from here on is ever acknowledged; true unless set. */
    public synchronized void setIndexing(boolean indexing) {
        channels.setIndexing(indexing);
    }

    /** What a restart leaves of channels and numbers: nothing. */
    public synchronized void forgetChannels() {
        channels.forget();
    }

    /** The channels of all questions for acknowledgements. */
    synchronized List<String> askedChannels() {
        return channels.asked();
    }

    /** Answers the next request with this and indexes nothing; header names and values alternate. */
    public void answerNext(int status, String body, String... headers) {
        add(SplunkHecFault.answer(status, body, headers));
    }

    /** Answers the next request with 503, code 9, after having indexed this many of its events. */
    public void busyNext(int afterEvents) {
        add(new SplunkHecFault(Kind.BUSY, afterEvents, "", List.of()));
    }

    /** Breaks the connection of the next request once this many bytes of its body have arrived. */
    public void breakNext(int afterBytes) {
        add(new SplunkHecFault(Kind.BREAK, afterBytes, "", List.of()));
    }

    /** Indexes the next request and closes the connection without an answer. */
    public void swallowNext() {
        add(new SplunkHecFault(Kind.SWALLOW, 0, "", List.of()));
    }

    /** Holds the next request until {@link #release}, then treats it as usual. */
    public void stallNext() {
        add(new SplunkHecFault(Kind.STALL, 0, "", List.of()));
    }

    /** How many requests are held now. */
    public synchronized int stalled() {
        return stalled;
    }

    /** Lets all stalled requests go on. */
    public synchronized void release() {
        releases++;
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }

    private synchronized void add(SplunkHecFault fault) {
        faults.add(fault);
    }

    private void serve(HttpExchange exchange) throws IOException {
        // a request that is closed before it is answered breaks the connection
        try (exchange) {
            SplunkHecFault fault = fault(exchange);
            if (fault.kind() == Kind.BREAK) {
                exchange.getRequestBody().readNBytes(fault.number());
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            SplunkHecAnswer answer = act(exchange, body, fault);
            if (fault.kind() != Kind.SWALLOW) {
                send(exchange, answer);
            }
        }
    }

    private synchronized SplunkHecFault fault(HttpExchange exchange) {
        connections.add(exchange.getRemoteAddress());
        return !isEventPost(exchange) || faults.isEmpty() ? SplunkHecFault.NONE : faults.remove();
    }

    private synchronized SplunkHecAnswer act(HttpExchange exchange, byte[] body, SplunkHecFault fault) {
        if (isEventPost(exchange)) {
            String path = exchange.getRequestURI().getPath();
            requests.add(new SplunkHecRequest(path, exchange.getRequestHeaders(), body.length));
        }
        if (fault.kind() == Kind.STALL) {
            awaitRelease();
        }
        return switch (fault.kind()) {
            case ANSWER -> fault.reply();
            case BUSY -> reply(exchange, body, fault.number());
            default -> reply(exchange, body, Integer.MAX_VALUE);
        };
    }

    private synchronized void awaitRelease() {
        int seen = releases;
        stalled++;
        try {
            while (releases == seen && !closed) {
                wait();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            stalled--;
        }
    }

    private static boolean isEventPost(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST")
                && exchange.getRequestURI().getPath().matches("/services/collector(/event(/1\\.0)?)?");
    }

    private SplunkHecAnswer reply(HttpExchange exchange, byte[] raw, int busyAfter) {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/services/collector/health")) {
            return SplunkHecAnswer.of(200, "HEC is healthy", 17);
        }
        if (!path.startsWith("/services/collector")) {
            return SplunkHecAnswer.of(404, "The requested URL was not found on this server.", 404);
        }
        boolean isQuestion = path.matches("/services/collector/ack(/1\\.0)?");
        if (!isQuestion && !isEventPost(exchange)) {
            return SplunkHecAnswer.of(405, "Method Not Allowed", 405);
        }
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (encoding != null && !encoding.equals("gzip")) {
            return new SplunkHecAnswer(415, PAGE.formatted("Unsupported Media Type"), List.of());
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        SplunkHecAnswer refusal = SplunkHecAnswer.tokenRefusal(authorization, token, tokenEnabled);
        String channel = exchange.getRequestHeaders().getFirst("X-Splunk-Request-Channel");
        if (refusal != null || isQuestion) {
            return refusal != null ? refusal : ask(raw, channel);
        }
        SplunkHecAnswer missing = channels.refusal(channel);
        return missing != null ? missing : channels.taken(index(raw, encoding, busyAfter), channel);
    }

    private SplunkHecAnswer ask(byte[] question, String channel) {
        try {
            return channels.ask(question, channel);
        } catch (IOException notJson) {
            return SplunkHecAnswer.of(400, "Invalid data format", 6);
        }
    }

    private SplunkHecAnswer index(byte[] raw, String encoding, int busyAfter) {
        byte[] body;
        try {
            body = encoding == null ? raw : SplunkHecRequest.gunzip(raw);
        } catch (IOException broken) {
            return SplunkHecAnswer.of(400, "Invalid data format", 6);
        }
        if (body.length > maxContentLength) {
            return new SplunkHecAnswer(413, PAGE.formatted("Content-Length too large"), List.of());
        }
        return index.take(body, busyAfter);
    }

    private static void send(HttpExchange exchange, SplunkHecAnswer answer) throws IOException {
        for (int i = 0; i < answer.headers().size(); i += 2) {
            exchange.getResponseHeaders()
                    .add(answer.headers().get(i), answer.headers().get(i + 1));
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
