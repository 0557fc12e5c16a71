package routes.accept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import routes.accept.strip.FieldPolicy;
import routes.event.Lines;
import routes.event.filter.Takers;
import routes.event.json.Limits;

/** The accept stage without its routes: the same steps in the same order. */
public final class Accepting {

    public static final ObjectMapper JSON = new ObjectMapper();

    final MeterRegistry registry = new SimpleMeterRegistry();
    private final AcceptChain chain;
    private final AcceptCounters counters = new AcceptCounters(registry, everybodyHome(registry));

    public Accepting() {
        this(Limits.defaults(), FieldPolicy.of(Map.of()));
    }

    public Accepting(Limits limits, FieldPolicy fields) {
        chain = new AcceptChain(limits, fields, Clock.systemUTC());
    }

    /** @param environment the variables that say which fields pass */
    public Accepting(Map<String, String> environment) {
        this(Limits.defaults(), FieldPolicy.of(environment));
    }

    /** Where one integration takes all. */
    public static NobodyHome everybodyHome(MeterRegistry registry) {
        Takers all = Takers.of(List.of(Takers.Taker.OF_ALL));
        return new NobodyHome(() -> all, Clock.systemUTC(), registry);
    }

    public Acceptance accept(String body) {
        return accept(body.getBytes(StandardCharsets.UTF_8), false);
    }

    public Acceptance accept(byte[] body, boolean lines) {
        try {
            return tryAccept(body, lines);
        } catch (UnreadableRequestException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    Acceptance tryAccept(byte[] body, boolean lines) throws UnreadableRequestException {
        Acceptance acceptance = chain.accept(body, lines);
        counters.count(acceptance);
        return acceptance;
    }

    public double count(String name, String... tags) {
        return registry.get(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    public static List<String> lines(Acceptance acceptance) {
        List<String> lines = new ArrayList<>();
        Lines all = acceptance.lines();
        int from = 0;
        for (int i = 0; i < all.count(); i++) {
            lines.add(new String(all.bytes(), from, all.ends()[i] - from - 1, StandardCharsets.UTF_8));
            from = all.ends()[i];
        }
        return lines;
    }

    public static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** A valid governance event with these members added; they begin with a comma. */
    public static String governance(String more) {
        return "{\"id\":\"e-1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\"" + more + "}";
    }

    public static String dlp(String more) {
        return "{\"id\":\"e1c40000-0000-4000-8000-000000000001\",\"event_type\":\"dlp.match\","
                + "\"agent_id\":\"a1b2c3d4-0000-4000-8000-00000000000a\",\"occurred_at\":\"2026-05-26T10:14:00Z\""
                + more
                + "}";
    }

    public static String audit(String more) {
        return "{\"ts\":\"2025-10-08T22:45:00Z\",\"action\":\"classify\"" + more + "}";
    }
}
