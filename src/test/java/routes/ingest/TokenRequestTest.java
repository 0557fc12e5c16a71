package routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.server.body.BodyLimits;

class TokenRequestTest {

    private static final String EVENT = "{\"ts\":\"2025-10-08T22:45:00Z\",\"action\":\"route\",\"id\":\"a-1\"}";

    private IngestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new IngestServer("correct horse", new BodyLimits(10_000_000, 10_000_000, 10_000, 50_000));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer correct horse", "bearer correct horse"})
    void the_token_opens(String authorization) throws Exception {
        HttpResponse<String> answer = server.send(server.request()
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(EVENT)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(server.journal.lines()).containsExactly(EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer correct hors", "Bearer", "Basic correct horse", "correct horse", "Bearer correct horse2"
            })
    void anything_else_does_not(String authorization) throws Exception {
        HttpResponse<String> answer = server.send(server.request()
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(EVENT)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.body()).contains("/problems/unauthorized").doesNotContain("hors\"", "correct");
        assertThat(server.journal.lines()).isEmpty();
    }

    @Test
    void a_token_in_the_address_does_not_count() throws Exception {
        URI address = URI.create(server.events + "?Authorization=Bearer%20correct%20horse");

        HttpResponse<String> answer =
                server.send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(EVENT)));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void a_large_body_does_not_keep_the_client_from_reading_the_refusal() throws Exception {
        HttpResponse<String> answer =
                server.send(server.request().POST(HttpRequest.BodyPublishers.ofByteArray(new byte[5_000_000])));

        assertThat(answer.statusCode()).isEqualTo(401);
    }
}
