package routes.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.Ports;
import routes.server.Server;
import routes.server.TestServer;

class UnroutedRequestsTest {

    private final CamelContext context = new DefaultCamelContext();
    private final int port = Ports.free();
    private final Server server = TestServer.on(port, 10);

    @BeforeEach
    void start() throws Exception {
        server.offerTo(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/things?httpMethodRestrict=POST").setBody(constant("ok"));
                from("platform-http:/things/{id}?httpMethodRestrict=GET").setBody(constant("ok"));
                from("platform-http:/things/{id}?httpMethodRestrict=DELETE").setBody(constant("ok"));
            }
        });
        context.start();
        server.listen();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /nothing, 404, no_such_path",
        "GET /things, 405, method_not_allowed",
        "GET /%zz, 400, malformed_request",
        "GET /things/1?%zz=secret, 400, malformed_request"
    })
    void what_no_route_takes_is_answered_with_a_problem(String request, int status, String code) throws Exception {
        List<String> answer = send(request + " HTTP/1.1\r\n", "");

        assertThat(answer.get(0)).contains(" " + status + " ");
        assertThat(answer).anyMatch("content-type: application/problem+json"::equalsIgnoreCase);
        JsonNode problem = new ObjectMapper().readTree(answer.get(answer.size() - 1));
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(answer.toString()).doesNotContain("secret", "zz");
    }

    @Test
    void a_method_that_is_not_allowed_is_told_those_that_are() throws Exception {
        assertThat(send("GET /things HTTP/1.1\r\n", "")).anyMatch("allow: POST"::equalsIgnoreCase);
        assertThat(send("PUT /things/7 HTTP/1.1\r\n", "")).anyMatch("allow: DELETE, GET"::equalsIgnoreCase);
    }

    @Test
    void a_body_beyond_the_server_s_limit_is_a_problem_too() throws Exception {
        List<String> answer = send("POST /things HTTP/1.1\r\nContent-Length: 20\r\n", "x".repeat(20));

        assertThat(answer.get(0)).contains(" 413 ");
        assertThat(answer.get(answer.size() - 1)).contains("body_too_large");
    }

    @Test
    void what_a_route_takes_is_untouched() throws Exception {
        assertThat(send("GET /things/7 HTTP/1.1\r\n", "").get(0)).contains(" 200 ");
    }

    /** Over a plain socket: Java's client refuses such addresses. */
    private List<String> send(String head, String body) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(20_000);
            String request = head + "Host: localhost\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return reader.lines().toList();
        }
    }
}
