package routes.destination.splunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.Await;

/** The emulator against what is documented of the collector, so that the other tests can trust it. */
class SplunkHecEmulatorTest {

    private static final String PATH = "/services/collector/event";
    private static final String ONE = "{\"event\":{\"id\":\"1\"}}";

    private final SplunkHecEmulator splunk = SplunkHecEmulator.start("right");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        splunk.close();
    }

    @Test
    void events_are_indexed_in_order_and_answered_with_code_0() throws Exception {
        HttpResponse<String> reply = post(ONE + "\n{\"event\":{\"id\":\"2\"},\"index\":\"main\"}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"text\":\"Success\",\"code\":0}");
        assertThat(splunk.ids()).containsExactly("1", "2");
        assertThat(splunk.indexed().get(1).index().asText()).isEqualTo("main");
    }

    @ParameterizedTest
    @CsvSource({"Splunk wrong,403,4", "Bearer right,401,3", ",401,2"})
    void a_wrong_token_is_refused_with_its_code(String authorization, int status, int code) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(splunk.url() + PATH)).POST(HttpRequest.BodyPublishers.ofString(ONE));
        if (authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        HttpResponse<String> reply = client.send(request.build(), BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains("\"code\":" + code);
        assertThat(splunk.indexed()).isEmpty();
    }

    @Test
    void a_disabled_token_is_code_1() throws Exception {
        splunk.setTokenEnabled(false);

        assertThat(post(ONE).body()).contains("\"code\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"event\":null}|6",
                "{\"event\":false}|6",
                "not json|6",
                "[]|6",
                "{\"time\":1}|12",
                "{\"event\":\" \"}|13",
                "{\"event\":{},\"fields\":{\"a\":{}}}|15"
            })
    void an_event_that_is_not_taken_leaves_those_before_it_indexed(String bad, int code) throws Exception {
        HttpResponse<String> reply = post(ONE + bad + ONE);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":" + code + ",\"invalid-event-number\":1");
        assertThat(splunk.ids()).containsExactly("1");
    }

    @Test
    void an_unknown_envelope_key_silently_drops_its_object_and_the_rest() throws Exception {
        HttpResponse<String> reply = post(ONE + "{\"event\":{\"id\":\"2\"},\"colour\":1}" + ONE);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(splunk.ids()).containsExactly("1");
    }

    @Test
    void a_forbidden_index_is_code_7_with_a_number_one_too_high() throws Exception {
        splunk.allowOnlyIndexes("main");

        assertThat(post("{\"event\":{},\"index\":\"other\"}").body()).contains("\"code\":7,\"invalid-event-number\":1");
    }

    @Test
    void gzip_is_read_and_deflate_is_415() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(ONE.getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest.Builder request = request(PATH).POST(HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray()));

        assertThat(status(request.setHeader("Content-Encoding", "gzip"))).isEqualTo(200);
        assertThat(status(request.setHeader("Content-Encoding", "deflate"))).isEqualTo(415);
        assertThat(splunk.ids()).containsExactly("1");
    }

    @Test
    void empty_large_lost_and_healthy_requests_are_answered_as_documented() throws Exception {
        splunk.setMaxContentLength(10);

        assertThat(post("").body()).contains("\"code\":5");
        assertThat(post(ONE).statusCode()).isEqualTo(413);
        assertThat(status(request("/elsewhere").GET())).isEqualTo(404);
        assertThat(status(request(PATH).GET())).isEqualTo(405);
        assertThat(status(request("/services/collector/health").GET())).isEqualTo(200);
    }

    @Test
    void faults_happen_once_each_and_in_the_order_they_were_asked_for() throws Exception {
        splunk.answerNext(429, "{\"text\":\"Queue is full\",\"code\":26}", "Retry-After", "7");
        splunk.busyNext(1);
        splunk.breakNext(5);
        splunk.swallowNext();

        assertThat(post(ONE).headers().firstValue("Retry-After")).hasValue("7");
        assertThat(post(ONE + ONE).body()).contains("\"code\":9,\"invalid-event-number\":1");
        assertThatThrownBy(() -> post(ONE)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post(ONE)).isInstanceOf(IOException.class);
        assertThat(post("{\"event\":{\"id\":\"2\"}}").statusCode()).isEqualTo(200);
        assertThat(splunk.ids()).containsExactly("1", "1", "2");
    }

    @Test
    void a_stalled_request_goes_on_when_it_is_released() throws Exception {
        splunk.stallNext();
        CompletableFuture<HttpResponse<String>> reply = client.sendAsync(
                request(PATH).POST(HttpRequest.BodyPublishers.ofString(ONE)).build(), BodyHandlers.ofString());
        Await.until("one request is stalled", () -> splunk.stalled() == 1);

        assertThat(splunk.indexed()).isEmpty();
        splunk.release();
        assertThat(reply.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(splunk.ids()).containsExactly("1");
    }

    private HttpResponse<String> post(String body) throws Exception {
        return client.send(
                request(PATH).POST(HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(splunk.url() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .setHeader("Authorization", "Splunk right");
    }
}
