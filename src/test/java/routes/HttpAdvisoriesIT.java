package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the HTTP server that netty, Vert.x and Camel have published advisories for, on the packaged jar; SECURITY.md lists them. */
class HttpAdvisoriesIT {

    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final int CONTINUATIONS = 200_000;

    private static RouterProcess router;

    @BeforeAll
    static void start(@TempDir Path work) {
        // without TLS too, so that what is said of it is tried
        router = RouterProcess.start(work, Map.of("SIEM_HTTP_H2", "true"));
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    /** CVE-2026-33870: who takes the line's end in a quoted chunk extension for its end, reads a second request out of the first one's body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1;a=\"\r\nX\r\n0\r\n\r\n",
                "1;a=\"b\r\nX\r\n0\r\n\r\n",
                "1;a=\"\\\r\nX\r\n0\r\n\r\n",
                "1;a=\"\n\"\r\nX\r\n0\r\n\r\n",
                "1;\nX\r\n0\r\n\r\n",
            })
    void a_quoted_chunk_extension_smuggles_no_request(String chunks) throws IOException {
        String answers = RawConnection.answer(
                router.port(),
                "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + RouterProcess.TOKEN
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + LIVE);

        // none at all where the router hung up at once
        assertThat(RawConnection.statuses(answers))
                .as(answers)
                .hasSizeLessThan(2)
                .doesNotContain(200, 202);
        assertThat(router.api().isReady()).isTrue();
    }

    /** CVE-2026-33871: frames of no bytes that carry on a header block without end, each of which has to be looked at. */
    @Test
    void a_flood_of_continuation_frames_ends_its_connection() throws IOException {
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        flood.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        flood.writeBytes(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // SETTINGS
        flood.writeBytes(new byte[] {0, 0, 1, 1, 0, 0, 0, 0, 1, (byte) 0x82}); // HEADERS that do not end: :method GET
        byte[] continuation = {0, 0, 0, 9, 0, 0, 0, 0, 1};
        for (int i = 0; i < CONTINUATIONS; i++) {
            flood.writeBytes(continuation);
        }
        try (RawConnection attacker = RawConnection.open(router.port())) {
            attacker.send(flood.toByteArray());
            // ends: the router hung up by itself, for the attacker never did
            assertThat(attacker.readToEnd())
                    .as("a first frame of SETTINGS: it speaks HTTP/2")
                    .matches("(?s)...\4.*");
        }
        assertThat(router.api().isReady()).isTrue();
    }

    /** CVE-2026-102467: a WebSocket message that grows without bound while it is decompressed. There is no WebSocket. */
    @Test
    void no_connection_is_upgraded_to_a_websocket() throws IOException {
        for (String path : List.of("/", "/api/v1/events", "/health/live", "/metrics")) {
            String answers = RawConnection.answer(
                    router.port(),
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + RouterProcess.TOKEN
                            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                            + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
                            + LIVE);

            assertThat(RawConnection.statuses(answers)).as(answers).isNotEmpty().doesNotContain(101);
        }
    }

    /** CVE-2026-84176: credentials for any origin, where a wildcard is reflected. No origin gets leave. */
    @Test
    void no_answer_gives_another_origin_leave() throws IOException {
        for (String method : List.of("OPTIONS", "GET", "POST")) {
            for (String path : List.of("/api/v1/events", "/api/v1/integrations/siem", "/health/live", "/none")) {
                String answer = RawConnection.answer(
                        router.port(),
                        method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://other.example"
                                + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization"
                                + "\r\nAuthorization: Bearer " + RouterProcess.TOKEN
                                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

                assertThat(RawConnection.statuses(answer)).as(answer).hasSize(1);
                assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("access-control-allow", "other.example");
            }
        }
    }

    /** CVE-2026-40022 and CVE-2026-66908: paths below the guarded one that are not guarded, and a token that somebody signed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer null",
                "Basic YWRtaW46YWRtaW4=",
                // {"alg":"none"} {"sub":"admin","exp":4102444800}
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsImV4cCI6NDEwMjQ0NDgwMH0.",
                // {"alg":"HS256"}, the same, signed with "secret"
                "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiIsImV4cCI6NDEwMjQ0NDgwMH0.o7hnRXOckoMfpylKQYEadMBSMCwOqFmH1pi4l3i59gs",
            })
    void nothing_below_the_api_is_open(String authorization) throws IOException {
        for (String path : List.of(
                "/api/v1/integrations/siem",
                "/api/v1/integrations/siem/types",
                "/api/v1/integrations/siem/none/dead-letters",
                "//api/v1/integrations/siem",
                "/api/./v1/integrations/siem",
                "/health/../api/v1/integrations/siem",
                "/api/v1/%69ntegrations/siem",
                "/API/v1/integrations/siem",
                "/api/v1/integrations/siem/")) {
            String answer = RawConnection.answer(
                    router.port(),
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                            + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n")
                            + "Connection: close\r\n\r\n");

            assertThat(RawConnection.statuses(answer))
                    .as(path + "\n" + answer)
                    .hasSize(1)
                    .containsAnyOf(400, 401, 404);
        }
    }

    /** CVE-2026-85316: an endpoint that forwards to the host that the request names. There is none. */
    @Test
    void a_request_for_another_host_is_not_forwarded() throws IOException {
        try (Collector elsewhere = Collector.start()) {
            String there = "127.0.0.1:" + elsewhere.port();
            for (String line : List.of(
                    "GET http://" + there + "/ HTTP/1.1\r\nHost: " + there,
                    "POST http://" + there + "/api/v1/events HTTP/1.1\r\nHost: " + there,
                    "CONNECT " + there + " HTTP/1.1\r\nHost: " + there,
                    "GET /proxy HTTP/1.1\r\nHost: " + there,
                    "GET /proxyStats HTTP/1.1\r\nHost: " + there)) {
                RawConnection.answer(
                        router.port(),
                        line + "\r\nAuthorization: Bearer " + RouterProcess.TOKEN
                                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }
}
