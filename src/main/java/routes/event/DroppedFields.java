package routes.event;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import routes.event.json.Scalar;

/** Top-level fields that one destination does not get, by name, in whatever case. The event in the journal keeps them. */
public final class DroppedFields {

    public static final DroppedFields NONE = new DroppedFields(Set.of());

    /** What every destination needs to tell events apart and to know what they are and when. */
    public static final List<String> NEVER = List.of("id", "event_type", "occurred_at", "ts", "action");

    private final Set<String> names;

    private DroppedFields(Set<String> names) {
        this.names = names;
    }

    public static DroppedFields of(Collection<String> names) {
        return names.isEmpty()
                ? NONE
                : new DroppedFields(names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The same events in the same places, without these fields. */
    public Batch outOf(Batch batch) {
        return names.isEmpty()
                ? batch
                : new Batch(batch.events().stream().map(this::outOf).toList());
    }

    private Event outOf(Event event) {
        byte[] left = new byte[event.length()];
        int length = 0;
        left[length++] = '{';
        for (int member = 0; member < event.memberCount(); member++) {
            int from = Event.start(event.memberName(member)) - 1;
            int nameTo = Event.end(event.memberName(member)) + 1;
            if (isDropped(event.bytes(), from, nameTo)) {
                continue;
            }
            if (length > 1) {
                left[length++] = ',';
            }
            int to = Event.end(event.memberValue(member));
            System.arraycopy(event.bytes(), from, left, length, to - from);
            length += to - from;
        }
        left[length++] = '}';
        return new Event(
                Arrays.copyOf(left, length), 0, length, event.kind(), event.position(), event.committedAtMillis());
    }

    /** A name may be written with escapes. */
    private boolean isDropped(byte[] bytes, int from, int to) {
        return names.contains(Scalar.text(bytes, from, to).toLowerCase(Locale.ROOT));
    }
}
