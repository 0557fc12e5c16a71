package routes.accept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import routes.accept.rule.Arrivals;
import routes.accept.strip.FieldPolicy;
import routes.accept.strip.GdprStrip;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Lines;
import routes.event.json.Limits;

/** What the benchmarks work on: a request of the events in samples/, all families mixed, as often as it takes to have a hundred. */
public final class SampleRequest {

    public static final int EVENTS = 100;

    private final byte[] body = body();
    private final AcceptChain chain = new AcceptChain(Limits.defaults(), FieldPolicy.of(Map.of()), Clock.systemUTC());
    private final GdprStrip strip = new GdprStrip(FieldPolicy.of(Map.of()));

    private static byte[] body() {
        try (var files = Files.list(Path.of("samples"))) {
            List<Path> samples = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            List<String> events = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                events.add(Files.readString(samples.get(i % samples.size())));
            }
            return ("[" + String.join(",", events) + "]").getBytes(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    Arrivals parse() {
        try {
            return chain.reader().parse(body, false);
        } catch (UnreadableRequestException broken) {
            throw new IllegalStateException(broken);
        }
    }

    void strip(Arrivals arrivals) {
        strip.apply(arrivals);
    }

    /** The accept stage without its routes. */
    public Lines accept() {
        try {
            return chain.accept(body, false).lines();
        } catch (UnreadableRequestException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Events as a subscription hands them out: nobody has asked for their members yet. */
    public static Batch batch(Lines lines) {
        List<Event> events = new ArrayList<>(lines.count());
        int from = 0;
        for (int i = 0; i < lines.count(); i++) {
            int next = lines.ends()[i];
            events.add(new Event(lines.bytes(), from, next - 1, lines.kinds()[i], from));
            from = next;
        }
        return new Batch(events);
    }
}
