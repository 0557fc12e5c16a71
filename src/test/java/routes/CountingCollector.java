package routes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.GZIPInputStream;

/** A Splunk HTTP Event Collector that keeps one bit an event, for millions of them: ids are a name and a number. */
final class CountingCollector implements AutoCloseable {

    private static final byte[] SUCCESS = Reply.SUCCESS.body().getBytes(StandardCharsets.UTF_8);

    private final int port = Ports.free();
    private final byte[] before;
    private final BitSet seen = new BitSet();
    private long repeated;
    private long outOfOrder;
    private HttpServer server;

    /** @param name of the events as {@link Traffic#id} takes it */
    CountingCollector(String name) {
        before = ("\"id\":\"" + name + "-").getBytes(StandardCharsets.UTF_8);
    }

    /** Until it is called, connections are refused. */
    CountingCollector open() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
        return this;
    }

    String integration() {
        return """
                {"type":"splunk_hec","url":"http://127.0.0.1:%d","token":"t","retry":{"max_retries":1,"base_ms":50}}"""
                .formatted(port);
    }

    synchronized int count() {
        return seen.cardinality();
    }

    synchronized long repeated() {
        return repeated;
    }

    /** How many came before one with a lower number. */
    synchronized long outOfOrder() {
        return outOfOrder;
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (InputStream in = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
                count(in.readAllBytes());
            }
            exchange.sendResponseHeaders(200, SUCCESS.length);
            exchange.getResponseBody().write(SUCCESS);
        }
    }

    private synchronized void count(byte[] body) {
        for (int at = 0; at + before.length < body.length; at++) {
            if (body[at] == '"' && Arrays.equals(body, at, at + before.length, before, 0, before.length)) {
                int number = 0;
                for (at += before.length; body[at] != '"'; at++) {
                    number = 10 * number + body[at] - '0';
                }
                note(number);
            }
        }
    }

    private void note(int number) {
        if (seen.get(number)) {
            repeated++;
        } else if (seen.nextSetBit(number) >= 0) {
            outOfOrder++;
        }
        seen.set(number);
    }
}
