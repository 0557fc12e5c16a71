package routes.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Ports;

class HostGuardTest {

    private final int port = Ports.free();
    private final Server server = TestServer.on(port, 1 << 20, false);

    @BeforeEach
    void start() {
        server.guard(new HostGuard());
        server.guard(request -> request.response().end("taken"));
        server.listen();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.255.3.4:8080",
                "127.0.0.255",
                "[::1]",
                "[::1]:8080"
            })
    void this_machine_s_own_names_are_answered(String host) throws Exception {
        assertThat(answer("Host: " + host + "\r\n")).startsWith("HTTP/1.1 200 ").contains("taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebind.test",
                "rebind.test:8080",
                "127.0.0.1.rebind.test",
                "localhost.rebind.test",
                "localhost.",
                "128.0.0.1",
                "127.0.0.256",
                "127.999.0.1",
                "127.0.0.01",
                "127.0.1",
                "0.0.0.0",
                "10.0.0.1",
                "[::]",
                "[::ffff:10.0.0.1]",
                ""
            })
    void any_other_is_not(String host) throws Exception {
        assertThat(answer("Host: " + host + "\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .contains("host_not_allowed")
                .doesNotContain("taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1@rebind.test", "rebind.test@127.0.0.1", "localhost:8080:9", "localhost, rebind.test"})
    void nor_is_what_names_no_host(String host) throws Exception {
        assertThat(answer("Host: " + host + "\r\n")).startsWith("HTTP/1.1 400 ").doesNotContain("taken");
    }

    @Test
    void a_request_that_names_none_is_not() throws Exception {
        try (RawClient client = new RawClient(port)) {
            assertThat(client.send("GET / HTTP/1.0\r\n\r\n").rest()).contains(" 421 ", "host_not_allowed");
        }
    }

    private String answer(String headers) throws Exception {
        try (RawClient client = new RawClient(port)) {
            return client.send("GET /health/live HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")
                    .rest();
        }
    }
}
