package routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The router's HTTP interface as a producer and an operator use it; each answer has to be one that the API's document names. */
final class RouterApi {

    static final String INTEGRATIONS = "/api/v1/integrations/siem";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private final String token;
    private final Supplier<String> log;

    RouterApi(String base, String token, Supplier<String> log) {
        this.base = base;
        this.token = token;
        this.log = log;
    }

    boolean isReady() {
        try {
            return exchange(request("GET", "/health/ready", new byte[0])).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Posts a request body of events; the answer's status tells what became of it. */
    HttpResponse<String> postEvents(String json) {
        return send("POST", "/api/v1/events", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts events that must all be accepted. */
    void accept(String json) {
        HttpResponse<String> answer = postEvents(json);
        if (answer.statusCode() != 202 || !parse(answer.body()).path("rejected").isEmpty()) {
            throw new AssertionError("expected all accepted, but " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Creates an integration and returns its id. */
    String createIntegration(String json) {
        HttpResponse<String> answer = send("POST", INTEGRATIONS, json.getBytes(StandardCharsets.UTF_8));
        if (answer.statusCode() != 201) {
            throw new AssertionError("expected 201, but " + answer.statusCode() + " " + answer.body());
        }
        return parse(answer.body()).path("id").asText();
    }

    JsonNode integration(String id) {
        return parse(send("GET", INTEGRATIONS + "/" + id, new byte[0]).body());
    }

    /** Calls one of the lifecycle paths: {@code pause}, {@code resume}, {@code retry-now}. */
    void lifecycle(String id, String verb) {
        HttpResponse<String> answer = send("POST", INTEGRATIONS + "/" + id + "/" + verb, new byte[0]);
        if (answer.statusCode() != 200) {
            throw new AssertionError(verb + ": expected 200, but " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Posts JSON below the integrations; the answer has to have this status. */
    JsonNode post(String path, String json, int status) {
        HttpResponse<String> answer = send("POST", INTEGRATIONS + "/" + path, json.getBytes(StandardCharsets.UTF_8));
        if (answer.statusCode() != status) {
            throw new AssertionError("expected " + status + ", but " + answer.statusCode() + " " + answer.body());
        }
        return parse(answer.body());
    }

    /** Changes some settings of an integration, as merge-patch (RFC 7396). */
    void patch(String id, String json) {
        HttpResponse<String> answer = send("PATCH", INTEGRATIONS + "/" + id, json.getBytes(StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new AssertionError("patch: expected 200, but " + answer.statusCode() + " " + answer.body());
        }
    }

    void deleteWithPending(String id) {
        send("DELETE", INTEGRATIONS + "/" + id + "?discard_pending=true", new byte[0]);
    }

    /** Waits until the integration as the API shows it is as wanted, and returns it. */
    JsonNode awaitIntegration(String id, String what, Predicate<JsonNode> wanted) {
        Await.until(
                "integration " + id + " " + what,
                () -> wanted.test(integration(id)),
                () -> integration(id).toPrettyString() + "\n" + log.get());
        return integration(id);
    }

    JsonNode awaitHealth(String id, String health) {
        return awaitIntegration(
                id, "is " + health, seen -> health.equals(seen.path("health").asText()));
    }

    /** The same of UDP, of which nothing is ever delivered. */
    JsonNode awaitSent(String id, long sent) {
        return awaitIntegration(
                id,
                "has sent " + sent,
                seen -> seen.path("sent").asLong() == sent
                        && seen.path("delivered").asLong() == 0
                        && seen.path("pending_events").asLong() == 0);
    }

    JsonNode awaitDelivered(String id, long delivered) {
        return awaitIntegration(
                id,
                "has delivered " + delivered,
                seen -> seen.path("delivered").asLong() == delivered
                        && seen.path("pending_events").asLong() == 0);
    }

    /** Sends a request with a body that need not be JSON. */
    HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        try {
            HttpRequest.Builder request = request(method, path, body);
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
            return exchange(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String method, String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.setHeader("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        return request;
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            Contract.check(answer);
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an answer", e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
