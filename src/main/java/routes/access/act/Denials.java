package routes.access.act;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import routes.access.caller.Caller;

/**
 * Puts denied requests on record: the first of an address for a reason at once, what follows within a minute as one line that counts
 * them. Addresses beyond {@value #MOST_ADDRESSES} in that minute share a line.
 */
public final class Denials {

    private static final int MOST_ADDRESSES = 1000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Consumer<Act> acts;
    private final InstantSource clock;
    private final Map<Key, Count> counts = new HashMap<>();

    /**
     * @param subject of a certificate that nobody is known by; else empty
     * @param check that a signed token failed; else empty
     */
    private record Key(String who, String address, String reason, String subject, String check) {}

    private record Count(Act last, Instant since, long more) {}

    public Denials(Consumer<Act> acts, InstantSource clock) {
        this.acts = acts;
        this.clock = clock;
    }

    /** @param denied with its reason, and the subject and the failed check where there are any */
    public synchronized void put(Act denied) {
        Act act = denied;
        String reason = detail(act, "reason");
        Key key = new Key(act.who().name(), act.who().address(), reason, detail(act, "subject"), detail(act, "check"));
        Count before = counts.get(key);
        if (before == null && counts.size() >= MOST_ADDRESSES) {
            key = new Key("several", "", reason, "", "");
            act = Act.by(Caller.unknown("several"), denied.what()).with("reason", reason);
            before = counts.get(key);
        }
        if (before == null) {
            acts.accept(act.with("times", 1L));
            counts.put(key, new Count(act, clock.instant(), 0));
        } else {
            counts.put(key, new Count(act, before.since(), before.more() + 1));
        }
    }

    private static String detail(Act act, String name) {
        return String.valueOf(act.details().getOrDefault(name, ""));
    }

    /** Writes what was counted for a minute; to be called again and again. */
    public synchronized void settle() {
        Instant now = clock.instant();
        Iterator<Map.Entry<Key, Count>> all = counts.entrySet().iterator();
        Map<Key, Count> again = new HashMap<>();
        while (all.hasNext()) {
            Map.Entry<Key, Count> entry = all.next();
            Count count = entry.getValue();
            if (!count.since().plus(WINDOW).isAfter(now)) {
                all.remove();
                if (count.more() > 0) {
                    acts.accept(count.last().with("times", count.more()));
                    again.put(entry.getKey(), new Count(count.last(), now, 0));
                }
            }
        }
        counts.putAll(again);
    }
}
