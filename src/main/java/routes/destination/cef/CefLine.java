package routes.destination.cef;

import java.util.Arrays;
import routes.destination.Bytes;
import routes.event.Event;

/** One message in the making: its bytes, and where its pairs and values are; not for more than one thread at a time. */
final class CefLine {

    /** Values of this length or less, in bytes, are left alone: ids and words that mean nothing when cut. */
    private static final int SHORT = 64;

    private static final int STRIDE = 3;

    private final Bytes bytes = new Bytes();
    /** Where each pair begins, where its value begins, and where it ends. The first entry is the header's name. */
    private int[] parts = new int[40 * STRIDE];

    private int count;
    private int required;

    private Event inner;
    private long innerSpan;

    Bytes bytes() {
        return bytes;
    }

    void clear() {
        bytes.clear();
        count = 0;
        required = Integer.MAX_VALUE;
        inner = null;
    }

    /** The object that stands there in an event, taken apart once for all pairs that are made of it. */
    Event inner(Event event, long span) {
        if (inner == null || innerSpan != span) {
            inner = event.at(span);
            innerSpan = span;
        }
        return inner;
    }

    /** Begins the header's name. */
    void openName() {
        note(bytes.length());
    }

    void closeName() {
        parts[2] = bytes.length();
    }

    /** Begins a pair, which {@link #close} or {@link #closeUncut} ends. */
    void open(CefKey key) {
        int start = bytes.length();
        bytes.append(key.before(), count == 1 ? 1 : 0, key.before().length);
        note(start);
    }

    /** Ends the pair; one without a value is taken back. Returns whether there is a value. */
    boolean close() {
        int last = (count - 1) * STRIDE;
        if (bytes.length() == parts[last + 1]) {
            bytes.truncate(parts[last]);
            count--;
            return false;
        }
        parts[last + 2] = bytes.length();
        return true;
    }

    /** Ends a pair whose value is never shortened, such as a number; it may be closed already. */
    boolean closeUncut() {
        int last = (count - 1) * STRIDE;
        parts[last + 1] = bytes.length();
        parts[last + 2] = bytes.length();
        return true;
    }

    /** A pair whose value is empty on purpose. */
    boolean empty(CefKey key) {
        int start = bytes.length();
        bytes.append(key.before());
        note(start);
        return true;
    }

    /** The pairs from here on are the first to go where the message is too large. */
    void optionalFromHere() {
        required = count;
    }

    /**
     * Makes the message fit: optional pairs are dropped whole from the end, then the longest value is shortened, again and
     * again, and when all are short pairs are dropped on. Never cuts inside a pair's key, an escape or a character.
     *
     * @return whether anything was dropped or shortened
     */
    boolean fit(int most) {
        if (bytes.length() <= most) {
            return false;
        }
        dropTo(required, most);
        int longest = longest();
        while (bytes.length() > most && length(longest) > SHORT) {
            shorten(longest, bytes.length() - most);
            longest = longest();
        }
        // the name and the first pair stay: without a pair it is no CEF
        dropTo(2, most);
        while (count > 2 && endsInEmptyValue()) {
            dropLast();
        }
        return true;
    }

    /** Some receivers cannot read a line that does. */
    private boolean endsInEmptyValue() {
        return length(count - 1) == 0 && bytes.at(bytes.length() - 1) == '=';
    }

    private void dropTo(int kept, int most) {
        while (bytes.length() > most && count > kept) {
            dropLast();
        }
    }

    private void dropLast() {
        count--;
        bytes.truncate(parts[count * STRIDE]);
    }

    private int longest() {
        int longest = 0;
        for (int i = 1; i < count; i++) {
            if (length(i) > length(longest)) {
                longest = i;
            }
        }
        return longest;
    }

    private int length(int part) {
        return parts[part * STRIDE + 2] - parts[part * STRIDE + 1];
    }

    /** By half at most, so that several long values share the loss. */
    private void shorten(int part, int excess) {
        int start = parts[part * STRIDE + 1];
        int end = parts[part * STRIDE + 2];
        int cut = safe(start, end - Math.min(excess, (end - start) / 2));
        bytes.remove(cut, end);
        parts[part * STRIDE + 2] = cut;
        for (int i = (part + 1) * STRIDE; i < count * STRIDE; i++) {
            parts[i] -= end - cut;
        }
    }

    /** The next place before {@code cut} that is outside escapes and characters and not after a space or line break. */
    private int safe(int start, int cut) {
        int at = cut;
        while ((bytes.at(at) & 0xC0) == 0x80) {
            at--;
        }
        if (CefText.isEscaped(start, at, bytes)) {
            at--;
        }
        return CefText.trimmed(start, at, bytes);
    }

    private void note(int start) {
        if ((count + 1) * STRIDE > parts.length) {
            parts = Arrays.copyOf(parts, parts.length * 2);
        }
        parts[count * STRIDE] = start;
        parts[count * STRIDE + 1] = bytes.length();
        parts[count * STRIDE + 2] = bytes.length();
        count++;
    }
}
