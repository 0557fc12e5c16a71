package routes.deliver.again;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import routes.deadletter.DeadLetter;
import routes.deadletter.DeadLetterFilter;
import routes.deadletter.DeadLetterLines;
import routes.deliver.DeliverRoutes;
import routes.deliver.DeliverySettings;
import routes.event.Batch;
import routes.event.Event;
import routes.verdict.Refusal;

/** The dead letters that a redrive sends and did not settle yet: one batch at most. */
final class LettersInFlight {

    private record InFlight(DeadLetter letter, Event event) {}

    private final Map<Long, InFlight> byPosition = new LinkedHashMap<>();

    boolean isEmpty() {
        return byPosition.isEmpty();
    }

    Batch batch() {
        return new Batch(byPosition.values().stream().map(InFlight::event).toList());
    }

    /** Takes the next that are meant, as many as a request holds; damaged lines are passed over and stay. */
    void read(DeadLetterLines lines, DeadLetterFilter filter, DeliverySettings settings) throws IOException {
        long bytes = 0;
        while (byPosition.size() < settings.maxEvents() && bytes < DeliverRoutes.roomForEvents(settings.maxBytes())) {
            DeadLetter letter = lines.next();
            if (letter == null) {
                return;
            }
            Optional<Event> event = filter.takes(letter) ? letter.event() : Optional.empty();
            if (event.isPresent()) {
                byPosition.put(letter.position(), new InFlight(letter, event.get()));
                bytes += event.get().length();
            }
        }
    }

    /** Gives up what was refused, each with its new refusal. */
    Map<DeadLetter, Refusal> refused(List<Refusal> refusals) {
        Map<DeadLetter, Refusal> again = new LinkedHashMap<>();
        for (Refusal refusal : refusals) {
            DeadLetter letter = byPosition.remove(refusal.event().position()).letter();
            again.put(letter, refusal.after(letter.json().path("attempts").asLong()));
        }
        return again;
    }

    /** Gives up all that does not remain to be sent; null where nothing remains. */
    List<DeadLetter> delivered(Batch remaining) {
        Set<Long> open = remaining == null
                ? Set.of()
                : remaining.events().stream().map(Event::position).collect(Collectors.toSet());
        List<DeadLetter> done = new ArrayList<>();
        byPosition.values().removeIf(one -> {
            boolean isDone = !open.contains(one.letter().position());
            return isDone && done.add(one.letter());
        });
        return done;
    }
}
