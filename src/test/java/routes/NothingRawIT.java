package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing raw: canaries are posted in every place where raw content must not pass, in every shape a request can have, and
 * afterwards every file the process wrote, every byte it sent, every answer and every log line is searched for them.
 */
class NothingRawIT {

    private static final int ROUNDS = Integer.getInteger("canary.rounds", 60);

    private final List<String> answers = new ArrayList<>();

    @Test
    void no_canary_is_in_any_file_answer_log_line_metric_or_request(@TempDir Path work) throws IOException {
        long seed = Seed.of("canary.seed");
        Canaries canaries = new Canaries(seed);
        Random random = new Random(seed);
        Path archive = work.resolve("data/files");
        try (Collector collector = Collector.start();
                Collector webhook = Collector.start();
                SyslogReceiver syslog = SyslogReceiver.tcp();
                RouterProcess router = RouterProcess.start(
                        work, Map.of("SIEM_LOG_FILE", work.resolve("siem.log").toString()))) {
            RouterApi api = router.api();
            List<String> integrations = List.of(
                    api.createIntegration(collector.integration()),
                    api.createIntegration(webhook.webhook()),
                    api.createIntegration(
                            "{\"type\":\"syslog_cef\",\"url\":\"syslog://127.0.0.1:%d\",\"confirm_after\":0}"
                                    .formatted(syslog.port())),
                    api.createIntegration("{\"type\":\"file\",\"folder\":\"%s\"}".formatted(archive)));
            for (int round = 0; round < ROUNDS; round++) {
                postInEveryShape(api, canaries);
                postAndHangUp(router, canaries, random);
            }
            api.accept(Traffic.event("last"));
            collector.awaitIds(List.of("last"));
            for (String integration : integrations) {
                api.awaitIntegration(
                        integration,
                        "is done",
                        seen -> seen.path("pending_events").asLong() == 0);
                answers.add(api.integration(integration).toString());
            }
            answers.add(api.send("GET", "/metrics", new byte[0]).body());
            router.stop();

            for (List<String> received : List.of(collector.requests(), webhook.requests(), syslog.messages())) {
                String sent = String.join("\n", received);
                assertThat(sent).contains(Canaries.ALLOWED);
                assertThat(around(Canaries.MARK, sent))
                        .as("what a destination got; seed %d", seed)
                        .isEmpty();
            }
            assertThat(around(Canaries.MARK, String.join("\n", answers)))
                    .as("answers and metrics; seed %d", seed)
                    .isEmpty();
            assertThat(filesWith(router.data(), Canaries.ALLOWED))
                    .as("the journal")
                    .isNotEmpty();
            assertThat(filesWith(archive, Canaries.ALLOWED)).as("the archive").isNotEmpty();
            assertThat(filesWith(work, Canaries.MARK))
                    .as("files; seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void where_fields_are_listed_nothing_else_reaches_a_destination_and_the_metrics_tell(@TempDir Path work)
            throws IOException {
        Map<String, String> listed = Map.of("SIEM_FIELDS", "listed", "SIEM_FIELDS_ALSO", "team");
        try (Collector collector = Collector.start();
                RouterProcess router = RouterProcess.start(work, listed)) {
            RouterApi api = router.api();
            String integration = api.createIntegration(collector.integration());
            HttpResponse<String> answer = api.postEvents(
                    """
                    [{"id":"one","event_type":"policy.deny","occurred_at":"2026-05-26T10:14:00Z","reason":"r","team":"t","note":"%1$s",\
                    "\\ud835\\udc1content":"%1$s"},
                    {"id":"two","ts":"2026-05-26T10:14:00Z","action":"redact","region":"{\\"prompt\\":\\"%1$s\\"}","message":"%1$s"}]"""
                            .formatted(Canaries.MARK));
            api.awaitDelivered(integration, 2);
            String metrics = api.send("GET", "/metrics", new byte[0]).body();
            router.stop();

            assertThat(answer.body()).contains("\"accepted\":2", "\"removed_fields\":4");
            assertThat(String.join("\n", collector.requests()))
                    .contains("\"reason\":\"r\",\"team\":\"t\"}", "\"action\":\"redact\"")
                    .doesNotContain(Canaries.MARK);
            assertThat(metrics)
                    .contains("siem_fields_removed_total{family=\"governance\",reason=\"unknown\"} 1.0")
                    .contains("siem_fields_removed_total{family=\"governance\",reason=\"forbidden\"} 1.0")
                    .contains("siem_fields_removed_total{family=\"audit\",reason=\"embedded\"} 1.0")
                    .contains("siem_fields_removed_total{family=\"audit\",reason=\"forbidden\"} 1.0");
            assertThat(filesWith(work, Canaries.MARK)).isEmpty();
        }
    }

    @Test
    void secrets_are_in_no_log_line_and_no_answer_and_their_file_is_the_owners_alone(@TempDir Path work)
            throws IOException {
        try (Collector collector = Collector.start();
                RouterProcess router = RouterProcess.start(work)) {
            RouterApi api = router.api();
            String integration = api.createIntegration(collector.integration());
            api.accept(Traffic.event("one"));
            api.awaitDelivered(integration, 1);
            // failures are what tempts a program to print its settings
            collector.goDown();
            api.accept(Traffic.event("two"));
            api.awaitHealth(integration, "failing");
            String rotated = "rotated-secret-9d1c";
            api.patch(integration, "{\"token\":\"" + rotated + "\"}");
            answers.add(api.integration(integration).toString());
            answers.add(api.send("GET", RouterApi.INTEGRATIONS, new byte[0]).body());
            answers.add(api.send("GET", "/metrics", new byte[0]).body());
            String wrongToken = "wrong-token-44ab";
            answers.add(api.send("GET", RouterApi.INTEGRATIONS, new byte[0], "Authorization", "Bearer " + wrongToken)
                    .body());
            router.stop();
            router.restart();

            assertThat(collector.requests().get(0)).contains("Splunk " + Collector.TOKEN);
            assertThat(String.join("\n", answers) + router.log())
                    .doesNotContain(Collector.TOKEN, RouterProcess.TOKEN, rotated, wrongToken);
            assertThat(filesWith(router.data(), rotated)).singleElement().satisfies(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    private void postInEveryShape(RouterApi api, Canaries canaries) throws IOException {
        String array = joined(canaries, ",", "[", "]");
        String lines = joined(canaries, "\n", "", "\n");
        answer(api.postEvents(canaries.strippedEvent()));
        answer(api.postEvents(canaries.rejectedEvent()));
        answer(api.postEvents(canaries.brokenBody()));
        answer(api.postEvents(array));
        answer(post(api, lines.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/x-ndjson"));
        answer(post(api, zipped(array), "Content-Encoding", "gzip"));
        byte[] tornZip = Arrays.copyOf(zipped(array), zipped(array).length / 2);
        answer(post(api, tornZip, "Content-Encoding", "gzip"));
        answer(post(api, zipped(canaries.brokenBody()), "Content-Encoding", "gzip"));
        answer(post(api, canaries.next().getBytes(StandardCharsets.UTF_8), "Content-Encoding", "deflate"));
        answer(post(
                api,
                ("value=" + canaries.next()).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded"));
        answer(api.send("POST", "/api/v1/events?value=" + canaries.next(), new byte[0], "X-Raw", canaries.next()));
    }

    private static HttpResponse<String> post(RouterApi api, byte[] body, String... headers) {
        return api.send("POST", "/api/v1/events", body, headers);
    }

    private void answer(HttpResponse<String> answer) {
        answers.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
    }

    /** A mixture of events, one of them to be rejected. */
    private static String joined(Canaries canaries, String between, String before, String after) {
        return Stream.concat(
                        IntStream.range(0, 5).mapToObj(i -> canaries.strippedEvent()),
                        Stream.of(canaries.rejectedEvent()))
                .collect(Collectors.joining(between, before, after));
    }

    /** Sends a part of a request and goes away. */
    private static void postAndHangUp(RouterProcess router, Canaries canaries, Random random) throws IOException {
        byte[] body = joined(canaries, ",", "[", "]").getBytes(StandardCharsets.UTF_8);
        boolean chunked = random.nextBoolean();
        String head = "POST /api/v1/events HTTP/1.1\r\nHost: router\r\nAuthorization: Bearer " + RouterProcess.TOKEN
                + "\r\nContent-Type: application/json\r\n"
                + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length) + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), router.port());
                OutputStream out = socket.getOutputStream()) {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            if (chunked) {
                out.write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(body, 0, 1 + random.nextInt(body.length - 1));
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** The text around the first place where it is found: all of it would be megabytes of a failure message. */
    private static String around(String wanted, String text) {
        int at = text.indexOf(wanted);
        return at < 0 ? "" : text.substring(Math.max(0, at - 150), Math.min(text.length(), at + 100));
    }

    /** The regular files below a folder that hold this text. */
    private static List<Path> filesWith(Path folder, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path))
                    .toList()) {
                // every byte is one character in this encoding, so that binary files are searched as well
                if (new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(path);
                }
            }
        }
        return found;
    }
}
