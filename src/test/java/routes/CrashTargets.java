package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Destinations of several types that a router which is killed delivers to, and what each must have in the end. */
final class CrashTargets {

    /** What the cursor file said after a kill of where each integration goes on, and what is settled behind that. */
    private record Kill(int life, Map<String, JsonNode> cursors) {

        boolean hasSettled(String integration, long position) {
            JsonNode cursor = cursors.get(integration);
            boolean isSettled = position < cursor.required("position").asLong();
            for (JsonNode range : cursor.path("settled_ranges")) {
                isSettled |= range.path(0).asLong() <= position
                        && position < range.path(1).asLong();
            }
            return isSettled;
        }
    }

    /** An event of the journal and where it begins there. */
    private record Place(String id, long position) {}

    /** Reads the ids that arrived, in order, an event that came twice standing twice. */
    @FunctionalInterface
    private interface Arrivals {
        List<String> ids() throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RouterProcess router;
    private final Map<String, Arrivals> arrivals = new LinkedHashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final List<Kill> kills = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    CrashTargets(RouterProcess router, Collector splunk, Collector webhook, SyslogReceiver syslog, Path archive) {
        this.router = router;
        add("splunk_hec", manyAtOnce(splunk.integration()), splunk::ids);
        add("webhook", manyAtOnce(webhook.webhook()), webhook::ids);
        add(
                "syslog_cef",
                """
                {"type":"syslog_cef","url":"syslog://127.0.0.1:%d","confirm_after":200}"""
                        .formatted(syslog.port()),
                () -> syslog.messages().stream().map(CrashTargets::externalId).toList());
        add("file", "{\"type\":\"file\",\"folder\":\"%s\"}".formatted(archive), () -> lines(archive));
    }

    private static String manyAtOnce(String settings) {
        return settings.replace("\"max_events\":100", "\"max_events\":5").replaceFirst("[{]", "{\"in_flight\":8,");
    }

    private void add(String type, String settings, Arrivals arrived) {
        String integration = router.api().createIntegration(settings);
        arrivals.put(integration, arrived);
        types.put(integration, type);
    }

    /** To be called while the router is dead. */
    void noteKill(int life) throws IOException {
        JsonNode subscriptions = JSON.readTree(Files.readAllBytes(router.data().resolve("cursors.json")))
                .path("subscriptions");
        Map<String, JsonNode> cursors = new HashMap<>();
        arrivals.keySet().forEach(integration -> cursors.put(integration, subscriptions.required(integration)));
        kills.add(new Kill(life, cursors));
    }

    /** As long as less and less is left: after hundreds of kills much may wait. */
    void awaitEverything() {
        arrivals.keySet().forEach(integration -> {
            long left = pending(router.api().integration(integration));
            while (left > 0) {
                long before = left;
                left = pending(router.api()
                        .awaitIntegration(
                                integration, "has less than " + before + " left", seen -> pending(seen) < before));
            }
        });
    }

    private static long pending(JsonNode integration) {
        return integration.path("pending_events").asLong();
    }

    /** What a producer was answered for has arrived everywhere, in the producer's order. */
    void assertArrivedInOrder(List<List<String>> owed, long seed) throws IOException {
        for (Map.Entry<String, Arrivals> target : arrivals.entrySet()) {
            Map<String, Integer> first = new HashMap<>();
            for (String id : target.getValue().ids()) {
                first.putIfAbsent(id, first.size());
            }
            for (List<String> ofOneProducer : owed) {
                String as = "owed to one producer, at %s; seed %d".formatted(types.get(target.getKey()), seed);
                assertThat(missing(ofOneProducer, first.keySet())).as(as).isEmpty();
                assertThat(ofOneProducer.stream().map(first::get).toList())
                        .as(as)
                        .isSorted();
            }
        }
    }

    /** By look-up: an assertion that looks through all for each would take longer than hundreds of kills. */
    private static List<String> missing(Collection<String> wanted, Set<String> there) {
        return wanted.stream().filter(id -> !there.contains(id)).toList();
    }

    /**
     * A crash repeats what was sent since the cursor file was written and nothing else: an event arrives once, and once more for each
     * kill since it was posted at which the file did not have it.
     */
    void assertNothingConfirmedCameAgain(long seed) throws IOException {
        List<Place> journal = journal(router.data().resolve("audit"));
        Set<String> known = journal.stream().map(Place::id).collect(Collectors.toSet());
        for (Map.Entry<String, Arrivals> target : arrivals.entrySet()) {
            List<String> all = target.getValue().ids();
            Map<String, Long> times = all.stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
            assertThat(missing(times.keySet(), known)).isEmpty();
            for (Place event : journal) {
                assertThat(times.getOrDefault(event.id(), 0L))
                        .as("how often %s arrived at %s; seed %d", event.id(), types.get(target.getKey()), seed)
                        .isBetween(1L, 1 + unsettled(target.getKey(), event));
            }
            figures.add("%s: %d arrivals of %d events, %.1f twice a kill"
                    .formatted(
                            types.get(target.getKey()),
                            all.size(),
                            times.size(),
                            (all.size() - times.size()) / (double) kills.size()));
        }
    }

    /** For people: how many kills, and how much came twice. */
    String figures() {
        return kills.size() + " kills; " + String.join("; ", figures);
    }

    private long unsettled(String integration, Place event) {
        int life = life(event.id());
        return kills.stream()
                .filter(kill -> kill.life() >= life && !kill.hasSettled(integration, event.position()))
                .count();
    }

    private static int life(String id) {
        return Integer.parseInt(id.substring("life".length(), id.indexOf('-')));
    }

    private static String externalId(String message) {
        int from = message.indexOf(" externalId=") + " externalId=".length();
        return message.substring(from, message.indexOf(' ', from));
    }

    /** Of the JSON lines in a folder's files, in the order of the files' names. */
    private static List<String> lines(Path folder) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Path file : files(folder)) {
            for (String line : Files.readAllLines(file)) {
                ids.add(JSON.readTree(line).path("id").textValue());
            }
        }
        return ids;
    }

    /** A file is named after the position of its first byte. */
    private static List<Place> journal(Path folder) throws IOException {
        List<Place> places = new ArrayList<>();
        for (Path file : files(folder)) {
            long position = Long.parseLong(file.getFileName().toString().replace(".jsonl", ""));
            for (String line : Files.readAllLines(file)) {
                if (!Trail.isOwn(line)) {
                    places.add(new Place(JSON.readTree(line).path("id").textValue(), position));
                }
                position += line.getBytes(StandardCharsets.UTF_8).length + 1;
            }
        }
        return places;
    }

    /** A link is not followed. */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".jsonl") && !Files.isSymbolicLink(file))
                    .sorted()
                    .toList();
        }
    }
}
