package routes.accept.strip;

import java.util.Arrays;

/**
 * Reads names as they look: Cyrillic, Greek, full-width, mathematical and other letters as the Latin ones that they look like,
 * by the skeletons of UTS #39 section 4 and compatible decomposition. See docs/decisions.
 */
final class Lookalikes {

    /** Most readings are no longer than what is read; the array grows for those that are. */
    private static final int SPARE = 16;

    private static final Readings READINGS = new Readings();

    private Lookalikes() {}

    /** Letters of ASCII where there are some to be seen, other letters in lower case, an underscore for everything else. */
    static byte[] read(byte[] name, int from, int to) {
        byte[] read = new byte[to - from + SPARE];
        int length = 0;
        int at = from;
        while (at < to) {
            int next = Math.min(at + Gaps.length(name[at]), to);
            byte[] seen = name[at] >= 0 ? Readings.ITSELF : READINGS.of(Gaps.codePoint(name, at, next, to));
            int many = seen == Readings.ITSELF ? next - at : seen.length;
            if (length + many > read.length) {
                read = Arrays.copyOf(read, read.length * 2 + many);
            }
            for (int i = 0; i < many; i++) {
                read[length++] = seen == Readings.ITSELF ? name[at + i] : seen[i];
            }
            at = next;
        }
        return Arrays.copyOf(read, length);
    }
}
