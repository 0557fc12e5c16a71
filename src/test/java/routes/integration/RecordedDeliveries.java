package routes.integration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import routes.deliver.DeliverySettings;
import routes.deliver.health.DeliveryStatus;
import routes.deliver.health.Health;
import routes.integration.lifecycle.DeliveryControl;

/** Stands where deliver would: notes what it was told, and shows the backlog a test gives it. */
public final class RecordedDeliveries {

    static final Instant SINCE = Instant.parse("2026-11-22T06:00:00Z");

    public final Map<String, DeliverySettings> running = new ConcurrentHashMap<>();
    public final Map<String, Long> pending = new ConcurrentHashMap<>();
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final Set<String> claimed = ConcurrentHashMap.newKeySet();
    /** What every start said is all that there is. */
    final Set<String> kept = ConcurrentHashMap.newKeySet();
    /** Ids, or the beginnings of ids, that cannot be started. */
    public final List<String> unstartable = new CopyOnWriteArrayList<>();

    /** What happens when one is removed. */
    Runnable onRemove = () -> {};

    public DeliveryControl control() {
        return new DeliveryControl(
                all -> all.forEach(settings -> claimed.add(settings.id())),
                this::start,
                settings -> calls.add("try " + settings.id()),
                id -> calls.add("drain " + id),
                settings -> pause(settings.id()),
                this::pause,
                id -> calls.add("retry " + id),
                this::remove,
                kept::addAll,
                this::status);
    }

    private void start(DeliverySettings settings) {
        if (unstartable.stream().anyMatch(settings.id()::startsWith)) {
            throw new IllegalStateException(
                    "endpoint https://h?token=" + settings.parameters().all());
        }
        calls.add("start " + settings.id());
        running.put(settings.id(), settings);
    }

    private void pause(String id) {
        calls.add("pause " + id);
        running.remove(id);
    }

    private void remove(String id) {
        onRemove.run();
        calls.add("remove " + id);
        running.remove(id);
    }

    private DeliveryStatus status(String id) {
        if (calls.stream().noneMatch(call -> call.endsWith(" " + id))) {
            throw new NoSuchElementException(id);
        }
        long waiting = pending.getOrDefault(id, 0L);
        Optional<Instant> oldest = waiting > 0 ? Optional.of(SINCE) : Optional.empty();
        return new DeliveryStatus(
                Health.UNKNOWN,
                Optional.empty(),
                SINCE,
                Optional.empty(),
                Optional.empty(),
                waiting,
                oldest,
                0,
                0,
                0,
                0);
    }
}
