package routes.deliver;

import java.util.Comparator;

/**
 * What became of a request.
 *
 * @param outcome {@code delivered}, {@code partly}, {@code again}, {@code parked} or {@code refused}
 * @param code of the {@link Reason}; {@code ok} where all was delivered
 */
public record Attempt(String outcome, String code) implements Comparable<Attempt> {

    private static final Comparator<Attempt> ORDER =
            Comparator.comparing(Attempt::outcome).thenComparing(Attempt::code);

    @Override
    public int compareTo(Attempt other) {
        return ORDER.compare(this, other);
    }
}
