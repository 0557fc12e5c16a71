package routes.destination.splunk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One request channel of indexer acknowledgement: which of its requests Splunk has yet to acknowledge, by the number that Splunk gave
 * each. A channel that is lost takes all of them with it, and no other. Safe for several threads.
 */
final class SplunkHecChannel {

    /** So many requests wait at most; whoever sends one more waits as well. */
    static final int MOST = 1000;

    private record Waiting(CompletableFuture<Void> confirmation, long since) {}

    private final String id = UUID.randomUUID().toString();
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    /** Numbers that were given, the lowest forgotten: a number that comes twice is another indexer's, or one's that lost its memory. */
    private final NavigableSet<Long> given = new TreeSet<>();

    private Throwable lost;

    String id() {
        return id;
    }

    /** Completes with the acknowledgement; empty where the number was given before. */
    Optional<CompletableFuture<Void>> await(long number) {
        CompletableFuture<Void> confirmation = new CompletableFuture<>();
        Throwable already;
        synchronized (this) {
            already = lost;
            if (already == null) {
                boolean isForgotten = given.size() >= 2 * MOST && number < given.first();
                if (isForgotten || !given.add(number)) {
                    return Optional.empty();
                }
                if (given.size() > 2 * MOST) {
                    given.pollFirst();
                }
                waiting.put(number, new Waiting(confirmation, System.nanoTime()));
            }
        }
        if (already != null) {
            confirmation.completeExceptionally(already);
        }
        return Optional.of(confirmation);
    }

    /** Waits while too many wait; also ends where the channel is lost. */
    synchronized void awaitRoom() throws InterruptedException {
        while (waiting.size() >= MOST) {
            wait();
        }
    }

    synchronized List<Long> open() {
        return List.copyOf(waiting.keySet());
    }

    /** Numbers that nobody waits for are passed over. */
    void acknowledged(Collection<Long> numbers) {
        List<Waiting> done;
        synchronized (this) {
            done = numbers.stream()
                    .map(waiting::remove)
                    .filter(Objects::nonNull)
                    .toList();
            notifyAll();
        }
        done.forEach(each -> each.confirmation().complete(null));
    }

    void lose(Throwable why) {
        List<Waiting> all;
        synchronized (this) {
            lost = why;
            all = new ArrayList<>(waiting.values());
            waiting.clear();
            notifyAll();
        }
        all.forEach(each -> each.confirmation().completeExceptionally(why));
    }

    synchronized boolean waitsLongerThan(long millis) {
        long before = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(millis);
        return waiting.values().stream().anyMatch(each -> each.since() - before < 0);
    }
}
