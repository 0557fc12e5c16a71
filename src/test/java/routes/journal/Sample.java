package routes.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import routes.event.Batch;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Kinds;
import routes.event.Lines;
import routes.event.Selection;
import routes.event.Severity;

/** Events for the journal's tests, and the short way to append and read them. */
public final class Sample {

    public static final Selection DENIES = Selection.of(List.of(EventType.of("policy.deny")), Severity.LOW);
    public static final Selection ALLOWS = Selection.of(List.of(EventType.of("policy.allow")), Severity.LOW);

    private Sample() {}

    public static String deny(int number) {
        return event(number, "policy.deny");
    }

    public static String allow(int number) {
        return event(number, "policy.allow");
    }

    static String event(int number, String type) {
        return "{\"id\":\"e-" + number + "\",\"event_type\":\"" + type + "\",\"occurred_at\":\"2026-01-31T10:00:00Z\"}";
    }

    public static List<String> denies(int from, int to) {
        List<String> events = new ArrayList<>();
        for (int number = from; number < to; number++) {
            events.add(deny(number));
        }
        return events;
    }

    public static Lines lines(List<String> events) {
        byte[] bytes = (String.join("\n", events) + "\n").getBytes(StandardCharsets.UTF_8);
        int[] ends = new int[events.size()];
        short[] kinds = new short[events.size()];
        int end = 0;
        for (int line = 0; line < ends.length; line++) {
            int start = end;
            end += events.get(line).getBytes(StandardCharsets.UTF_8).length + 1;
            ends[line] = end;
            kinds[line] = (short) Kinds.of(bytes, start, end - 1);
        }
        return new Lines(bytes, end, ends, kinds, ends.length);
    }

    /** Appends as one group and waits until it is durable; throws what the journal answered. */
    public static void append(Journal journal, String... events) throws Exception {
        append(journal, List.of(events));
    }

    public static void append(Journal journal, List<String> events) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        journal.append(lines(events), failure -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        try {
            done.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new AssertionError("an append was not answered within 20 s", e);
        }
    }

    /** Everything from where the subscription stands, without moving its cursor. */
    public static List<String> readAll(Journal journal, Subscription subscription, Selection selection)
            throws Exception {
        List<String> events = new ArrayList<>();
        boolean more = true;
        while (more && subscription.readTo() < journal.end()) {
            Optional<Batch> batch =
                    subscription.next(selection, 7, 1_000_000, 0, () -> subscription.readTo() >= journal.end());
            batch.ifPresent(some -> events.addAll(texts(some)));
            // stopped with nothing in hand, as where the last lines are damaged, it is back at its cursor
            more = batch.isPresent();
        }
        return events;
    }

    public static List<String> texts(Batch batch) {
        return batch.events().stream().map(Sample::text).toList();
    }

    static String text(Event event) {
        return new String(event.bytes(), event.from(), event.length(), StandardCharsets.UTF_8);
    }
}
