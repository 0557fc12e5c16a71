package routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.server.body.BodyLimits;

/** What headers may say of a body, and what its bytes say in spite of them. */
class BodyFormTest {

    private static final String DENY =
            "{\"id\":\"e-1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\",\"reason\":\"größer\"}";
    private static final String OTHER = DENY.replace("e-1", "e-2");

    private IngestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new IngestServer("", new BodyLimits(100_000, 300_000, 400, 50_000));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** RFC 8259 section 11. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf8",
                "application/json; charset=us-ascii",
                "application/json; charset=iso-8859-1",
                "application/json; charset=\"utf-16; q\"",
                "APPLICATION/JSON ; CharSet = nonsense",
                "application/json; charset=",
                "application/json;",
                "application/json; odata.metadata=minimal; charset",
                "application/x-ndjson; charset=utf8",
                "application/ndjson;charset='latin1'"
            })
    void parameters_of_json_mean_nothing(String contentType) throws Exception {
        assertThat(send(contentType, DENY.getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(202);
        assertThat(server.journal.lines()).containsExactly(DENY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE", "UTF-32BE"})
    void a_body_that_is_not_utf_8_is_refused_whatever_its_charset_says(String charset) throws Exception {
        HttpResponse<String> answer = send("application/json; charset=" + charset, DENY.getBytes(charset));

        assertThat(answer.statusCode()).isIn(400, 422);
        assertThat(server.journal.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson"})
    void a_byte_order_mark_costs_no_event(String contentType) throws Exception {
        send(contentType, ("\uFEFF" + DENY + "\n" + OTHER).getBytes(StandardCharsets.UTF_8));

        assertThat(server.journal.lines()).containsExactly(DENY, OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "X-GZIP", "identity, gzip", " gzip ,", "gzip, identity"})
    void gzip_is_read_however_it_is_said(String coding) throws Exception {
        assertThat(sendCoded(gzip(DENY), coding).statusCode()).isEqualTo(202);
        assertThat(server.journal.lines()).containsExactly(DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"deflate", "zstd", "br", "compress", "gzip, gzip", "gzip, br", "aws-chunked, gzip", "gzip;q=1"})
    void what_cannot_be_read_is_not_tried(String coding) throws Exception {
        assertThat(sendCoded(gzip(DENY), coding).statusCode()).isEqualTo(415);
        assertThat(sendCoded(gzip(DENY), coding.split(", ", -1)).statusCode()).isEqualTo(415);
        assertThat(server.journal.lines()).isEmpty();
    }

    @Test
    void the_header_may_come_more_than_once() throws Exception {
        assertThat(sendCoded(gzip(DENY), "identity", "gzip").statusCode()).isEqualTo(202);
        assertThat(server.journal.lines()).containsExactly(DENY);
    }

    /** RFC 1952 section 2.2: a body is all of its members. */
    @Test
    void nothing_is_taken_of_a_body_whose_second_member_is_damaged_anywhere() throws Exception {
        byte[] first = gzip(DENY + "\n");
        byte[] second = gzip(OTHER + "\n");
        for (int length = 1; length < second.length; length += 5) {
            refused(join(first, Arrays.copyOf(second, length)));
        }
        for (int at : new int[] {0, 1, 2, 3, second.length - 8, second.length - 1}) {
            byte[] damaged = second.clone();
            damaged[at] ^= (byte) 0xE0;
            refused(join(first, damaged));
        }
        refused(join(first, OTHER.getBytes(StandardCharsets.UTF_8)));
        refused(join(first, new byte[1]));
        refused(join(first, new byte[100], second));
        refused(new byte[0]);
        refused(gzip(first));

        assertThat(sendCoded(join(first, second), "gzip").statusCode()).isEqualTo(202);
        assertThat(server.journal.lines()).containsExactly(DENY, OTHER);
    }

    private void refused(byte[] zipped) throws Exception {
        assertThat(sendCoded(zipped, "gzip").statusCode()).isEqualTo(400);
        assertThat(server.journal.lines()).isEmpty();
    }

    private HttpResponse<String> send(String contentType, byte[] body) throws Exception {
        return server.send(
                server.request().setHeader("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> sendCoded(byte[] body, String... codings) throws Exception {
        HttpRequest.Builder request = server.request();
        for (String coding : codings) {
            request.header("Content-Encoding", coding);
        }
        return server.send(request.POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(String text) throws Exception {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }
}
