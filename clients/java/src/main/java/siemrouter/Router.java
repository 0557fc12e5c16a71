package siemrouter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The router's HTTP interface, as far as a producer needs it. */
final class Router {

    private static final Pattern ACCEPTED = Pattern.compile("\\{\"accepted\":(\\d{1,9}),");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]{1,64})\"");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final long LONGEST_RETRY_AFTER = 300;

    /** The router did not take a request; it is to be sent again. */
    static final class NotNow extends IOException {

        private static final long serialVersionUID = 1;

        private final Duration wait;

        NotNow(String why, Duration wait) {
            super(why);
            this.wait = wait;
        }

        Duration pause() {
            return wait;
        }
    }

    private final HttpClient client;
    private final HttpRequest.Builder request;

    Router(Settings settings) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout());
        client = settings.tls() == null
                ? builder.build()
                : builder.sslContext(settings.tls()).build();
        request = HttpRequest.newBuilder(events(settings.endpoint()))
                .timeout(settings.timeout())
                .setHeader("Content-Type", "application/x-ndjson");
        if (settings.apiKey() != null && !settings.apiKey().isEmpty()) {
            request.setHeader("Authorization", "Bearer " + settings.apiKey());
        }
    }

    /**
     * Until the router has taken or rejected each.
     *
     * @return why it rejected some: the codes, one a record
     * @throws IOException for what is to be tried again
     */
    List<String> send(List<byte[]> lines) throws IOException, InterruptedException {
        List<String> rejected = new ArrayList<>();
        Deque<List<byte[]>> todo = new ArrayDeque<>();
        todo.push(lines);
        while (!todo.isEmpty()) {
            List<byte[]> part = todo.pop();
            if (part.isEmpty()) {
                continue;
            }
            HttpResponse<String> answer =
                    client.send(request.copy().POST(BodyPublishers.ofByteArrays(part)).build(), BodyHandlers.ofString());
            if (isTooLarge(answer) && part.size() > 1) {
                todo.push(part.subList(part.size() / 2, part.size()));
                todo.push(part.subList(0, part.size() / 2));
            } else {
                rejected.addAll(rejected(answer, part.size()));
            }
        }
        return rejected;
    }

    private static List<String> rejected(HttpResponse<String> answer, int sent) throws NotNow {
        if (isTooLarge(answer)) {
            return List.of("the router answered " + answer.statusCode() + " to it alone");
        }
        int accepted = accepted(answer);
        List<String> codes = new ArrayList<>();
        Matcher code = CODE.matcher(answer.body());
        while (codes.size() < sent - accepted) {
            codes.add(code.find() ? code.group(1) : "unknown");
        }
        return codes;
    }

    private static int accepted(HttpResponse<String> answer) throws NotNow {
        if (answer.statusCode() == 422 && isProblem(answer, "all_rejected")) {
            return 0;
        }
        Matcher accepted = ACCEPTED.matcher(answer.body());
        if (answer.statusCode() == 202 && accepted.lookingAt()) {
            return Integer.parseInt(accepted.group(1));
        }
        throw new NotNow("the router answered " + answer.statusCode(), pause(answer));
    }

    private static boolean isTooLarge(HttpResponse<String> answer) {
        return answer.statusCode() == 413 || answer.statusCode() == 400 && isProblem(answer, "malformed_json");
    }

    private static boolean isProblem(HttpResponse<String> answer, String code) {
        return answer.body().startsWith("{\"type\":\"/problems/" + code + "\"");
    }

    private static Duration pause(HttpResponse<String> answer) {
        String after = answer.headers().firstValue("Retry-After").orElse("");
        return SECONDS.matcher(after).matches()
                ? Duration.ofSeconds(Math.min(LONGEST_RETRY_AFTER, Long.parseLong(after)))
                : Duration.ZERO;
    }

    private static URI events(URI endpoint) {
        return endpoint.resolve(Settings.PATH);
    }
}
