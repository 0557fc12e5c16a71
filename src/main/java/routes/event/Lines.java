package routes.event;

/**
 * Accepted events in the form the journal appends: each one compact JSON line, stripped, UTF-8, closed by one {@code \n}.
 *
 * @param bytes the lines one after another; only the first {@code length} bytes count
 * @param length bytes used
 * @param ends for each line the offset after its {@code \n}; only the first {@code count} count
 * @param kinds for each line its {@link Kind}
 * @param count how many lines
 */
public record Lines(byte[] bytes, int length, int[] ends, short[] kinds, int count) {

    @Override
    public String toString() {
        return Amount.of(count, "line");
    }
}
