package routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.server.body.BodyLimits;

class CrossSiteRequestTest {

    private static final String EVENT = "{\"ts\":\"2025-10-08T22:45:00Z\",\"action\":\"route\",\"id\":\"a-1\"}";
    private static final String JSON =
            "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + EVENT.length() + "\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Site: cross-site\r\n", "Origin: https://evil.example\r\n", "Origin: null\r\n"})
    void a_page_of_another_site_cannot_inject_events_where_there_is_no_token(String header) throws Exception {
        try (IngestServer server = server("")) {
            assertThat(answer(server, header)).contains("403 Forbidden", "/problems/cross_site");
            assertThat(server.journal.lines()).isEmpty();
            assertThat(server.budget.free()).isEqualTo(IngestServer.HELD_BYTES);
        }
    }

    @Test
    void the_token_does_not_open_for_another_site() throws Exception {
        try (IngestServer server = server("correct horse")) {
            assertThat(answer(server, "Authorization: Bearer correct horse\r\nOrigin: https://evil.example\r\n"))
                    .contains("/problems/cross_site");
            assertThat(server.journal.lines()).isEmpty();
        }
    }

    @Test
    void a_page_of_the_router_s_own_host_injects_as_a_program_does() throws Exception {
        try (IngestServer server = server("")) {
            assertThat(answer(server, "Sec-Fetch-Site: same-origin\r\nOrigin: http://localhost\r\n"))
                    .contains("202 Accepted");
            assertThat(server.journal.lines()).containsExactly(EVENT);
        }
    }

    private static IngestServer server(String token) throws Exception {
        return new IngestServer(token, new BodyLimits(100_000, 300_000, 10_000, 50_000));
    }

    /** Over a plain socket: Java's client will not send such headers. */
    private static String answer(IngestServer server, String headers) throws IOException {
        try (Socket socket = server.halfWay(JSON + headers, EVENT);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            return String.join("\n", reader.lines().toList());
        }
    }
}
