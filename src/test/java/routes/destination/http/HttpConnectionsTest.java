package routes.destination.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.value.Value;
import routes.verdict.DeliveryException;

class HttpConnectionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final HttpConnections connections = new HttpConnections();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        connections.setUrl(Value.of(url() + "/base/"));
    }

    @AfterEach
    void stop() {
        connections.end(context);
        server.stop(0);
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2Fb", "/a%3Fb", "/a%26b", "/%252F", "/%2e%2E/x", "/a;b=c//d", "/a?b=%2F&c"})
    void an_address_goes_out_as_it_is_written(String path) throws Exception {
        connections.setUrl(Value.of(url().replace("http", "HTTP") + path));

        connections.send(context, request(""));

        assertThat(received).containsExactly("HEAD " + path);
    }

    @Test
    void a_client_that_an_error_broke_is_made_anew() throws Exception {
        for (Error error : List.of(new OutOfMemoryError(), new StackOverflowError(), new NoClassDefFoundError())) {
            HttpUriRequestBase broken = request("/one");
            broken.setEntity(new InputStreamEntity(failing(error), ContentType.APPLICATION_JSON));
            assertThatThrownBy(() -> connections.send(context, broken)).isSameAs(error);

            assertThat(connections.send(context, request("/two")).status()).isEqualTo(200);
        }
        assertThat(received).filteredOn("HEAD /base/two"::equals).hasSize(3);
    }

    @Test
    void what_ended_takes_no_more_requests_until_it_begins_again() throws Exception {
        assertThat(connections.send(context, request("")).status()).isEqualTo(200);
        connections.end(context);
        assertThatThrownBy(() -> connections.send(context, request(""))).isInstanceOf(RejectedExecutionException.class);
        connections.begin();
        assertThat(connections.send(context, request("")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nowhere",
                "http://",
                "http://a b",
                "http:///path",
                "#class:java.lang.String",
                "http://{{host}}"
            })
    void what_is_no_address_parks_without_being_quoted(String url) {
        HttpConnections other = new HttpConnections();
        other.setUrl(Value.of(url));
        assertThatThrownBy(() -> other.request("HEAD", "", new Headers()))
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        failure -> assertThat(failure.reason().code()).isEqualTo("malformed_url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Other: b", "a\nb", " a", "a ", "\u00e4", "a\u0000", ""})
    void a_value_that_a_header_would_alter_is_not_sent_and_not_told(String value) {
        assertThatThrownBy(() -> new Headers().set("X-Key", value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("header X-Key cannot carry its value: expected visible ASCII");
    }

    private HttpUriRequestBase request(String more) throws DeliveryException {
        return connections.request("HEAD", more, new Headers());
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static InputStream failing(Error error) {
        return new InputStream() {
            @Override
            public int read() {
                throw error;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                throw error;
            }
        };
    }
}
