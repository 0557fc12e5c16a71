package routes.journal;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.journal.segment.Mark;
import routes.journal.segment.Segments;

/** All subscriptions by name, kept in the cursor file. */
final class Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final Map<String, Subscription> byName = new ConcurrentHashMap<>();
    private final CursorFile file;
    private final Segments segments;
    private final Positions positions;
    private final BiFunction<CursorState, Mark, Subscription> factory;
    private final Set<String> unclaimed = new TreeSet<>();
    /** What this process wrote last; empty before that, so that a damaged file is soon replaced. */
    private Optional<List<CursorState>> saved = Optional.empty();

    /** @param factory makes a subscription that begins at a place */
    Subscriptions(
            CursorFile file,
            Segments segments,
            Positions positions,
            BiFunction<CursorState, Mark, Subscription> factory) {
        this.file = file;
        this.segments = segments;
        this.positions = positions;
        this.factory = factory;
    }

    synchronized void load() throws IOException {
        for (CursorState state : file.load()) {
            long position = state.position();
            if (position > segments.end()) {
                LOG.warn(
                        "subscription {} is at {}, the journal ends at {}: was the journal's folder replaced? It goes on at the end",
                        state.name(),
                        position,
                        segments.end());
            }
            byName.put(state.name(), factory.apply(state, positions.at(position)));
            unclaimed.add(state.name());
        }
    }

    Optional<Subscription> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Under the same lock as {@link #needed}: retention must not delete what a new subscription is about to ask for. */
    synchronized Subscription subscribe(String name, String startFrom) throws IOException {
        unclaimed.remove(name);
        Subscription present = byName.get(name);
        if (present != null) {
            return present;
        }
        Subscription made = begin(name, startFrom);
        saveBoth();
        return made;
    }

    /** The same for many, made durable together: a thousand would each write all of the file. */
    synchronized void subscribeAll(Map<String, String> startFromByName) throws IOException {
        boolean begun = false;
        for (Map.Entry<String, String> wanted : startFromByName.entrySet()) {
            unclaimed.remove(wanted.getKey());
            if (!byName.containsKey(wanted.getKey())) {
                begin(wanted.getKey(), wanted.getValue());
                begun = true;
            }
        }
        if (begun) {
            saveBoth();
        }
    }

    private Subscription begin(String name, String startFrom) throws IOException {
        Subscription made = factory.apply(new CursorState(name, 0, Map.of()), positions.startFrom(startFrom));
        byName.put(name, made);
        return made;
    }

    /** What was loaded and not asked for since. */
    synchronized Set<String> unclaimed() {
        return Set.copyOf(unclaimed);
    }

    synchronized void remove(String name) throws IOException {
        unclaimed.remove(name);
        if (byName.remove(name) != null) {
            saveBoth();
        }
    }

    /** A subscription that comes or goes is durable at once, in both files: neither may bring it back or forget it. */
    private void saveBoth() throws IOException {
        save();
        savePrevious();
        file.syncFolder();
    }

    /** Writes the file if anything changed. */
    synchronized void save() throws IOException {
        List<CursorState> states = byName.values().stream()
                .map(Subscription::state)
                .sorted(Comparator.comparing(CursorState::name))
                .toList();
        if (saved.isEmpty() || !states.equals(saved.get())) {
            file.save(states);
            saved = Optional.of(states);
        }
    }

    synchronized void savePrevious() throws IOException {
        if (saved.isPresent()) {
            file.savePrevious(saved.get());
        }
    }

    /** The one that is farthest behind, and where it is. */
    Optional<Map.Entry<String, Long>> last() {
        return byName.entrySet().stream()
                .map(each -> Map.entry(each.getKey(), each.getValue().position()))
                .min(Map.Entry.comparingByValue());
    }

    /** The first position that some subscription still needs. */
    long needed() {
        return byName.values().stream().mapToLong(Subscription::position).min().orElse(Long.MAX_VALUE);
    }
}
