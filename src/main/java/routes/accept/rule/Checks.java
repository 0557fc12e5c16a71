package routes.accept.rule;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import routes.event.json.Escapes;
import routes.event.json.Shape;
import routes.event.json.Tape;
import routes.event.json.Words;

/** The checks that the families' tables are made of. */
final class Checks {

    private static final byte[] MAX_LONG = Long.toString(Long.MAX_VALUE).getBytes(StandardCharsets.US_ASCII);

    private Checks() {}

    /** A string of so many characters (code points). */
    static Check text(int least, int most) {
        return (tape, value) -> {
            if (tape.shape(value) != Shape.STRING) {
                return false;
            }
            int bytes = tape.to(value) - tape.from(value) - 2;
            // no character is written with less than a byte
            return bytes >= least && (bytes <= most || characters(tape, value) <= most);
        };
    }

    /** A string of at most so many characters (code points), none of them a control (C0, DEL, C1). */
    static Check line(int most) {
        Check text = text(0, most);
        return (tape, value) -> text.passes(tape, value) && !holdsControl(tape, value);
    }

    private static boolean holdsControl(Tape tape, int value) {
        byte[] text = Escapes.decode(tape.json(), tape.from(value) + 1, tape.to(value) - 1);
        for (int i = 0; i < text.length; i++) {
            boolean isC0 = (text[i] >= 0 && text[i] < 0x20) || text[i] == 0x7F;
            // in UTF-8 those from U+0080 to U+009F are C2 and a byte below A0
            boolean isC1 = (text[i] & 0xFF) == 0xC2 && (text[i + 1] & 0xFF) < 0xA0;
            if (isC0 || isC1) {
                return true;
            }
        }
        return false;
    }

    /** A string of this form; it is written without escapes, so that whoever reads it can compare bytes. */
    static Check form(Form form) {
        return (tape, value) -> {
            if (tape.shape(value) != Shape.STRING) {
                return false;
            }
            if (!tape.isEscaped(value)) {
                return form.matches(tape.json(), tape.from(value) + 1, tape.to(value) - 1);
            }
            byte[] decoded = Escapes.decode(tape.json(), tape.from(value) + 1, tape.to(value) - 1);
            if (!form.matches(decoded, 0, decoded.length)) {
                return false;
            }
            tape.writePlainly(value);
            return true;
        };
    }

    static Check oneOf(String... words) {
        Words known = new Words(List.of(words));
        return form((bytes, from, to) -> known.find(bytes, from, to) != Words.ABSENT);
    }

    static boolean truth(Tape tape, int value) {
        return tape.shape(value) == Shape.TRUE || tape.shape(value) == Shape.FALSE;
    }

    /** A number that fits a finite double. */
    static boolean number(Tape tape, int value) {
        return switch (tape.shape(value)) {
            case INTEGER, DECIMAL -> isFinite(tape, value);
            default -> false;
        };
    }

    /** Zero or more, at most 2^63-1, written without point and exponent. */
    static boolean count(Tape tape, int value) {
        if (tape.shape(value) != Shape.INTEGER || tape.json()[tape.from(value)] == '-') {
            return false;
        }
        int digits = tape.to(value) - tape.from(value);
        return digits < MAX_LONG.length
                || (digits == MAX_LONG.length
                        && Arrays.compare(tape.json(), tape.from(value), tape.to(value), MAX_LONG, 0, MAX_LONG.length)
                                <= 0);
    }

    static Check either(Check one, Check other) {
        return (tape, value) -> one.passes(tape, value) || other.passes(tape, value);
    }

    /** An array; elements that do not pass are removed from it. */
    static Check arrayOf(Check element) {
        return new ArrayCheck(element);
    }

    /** Only an exponent, or more digits than a double has powers of ten, can go beyond a double. */
    private static boolean isFinite(Tape tape, int value) {
        byte[] json = tape.json();
        int from = tape.from(value);
        int to = tape.to(value);
        boolean large = to - from > 300;
        for (int i = from; i < to && !large; i++) {
            large = (json[i] | 0x20) == 'e';
        }
        return !large
                || Double.isFinite(Double.parseDouble(new String(json, from, to - from, StandardCharsets.US_ASCII)));
    }

    private static int characters(Tape tape, int value) {
        byte[] text = Escapes.decode(tape.json(), tape.from(value) + 1, tape.to(value) - 1);
        int count = 0;
        for (byte b : text) {
            // every byte of a character but its first is 10xxxxxx
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }
}
