package routes.destination.cef;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import routes.destination.Bytes;

/** JSON numbers as CEF wants them: plain decimal with a point, whatever the machine's language, and no exponent. */
final class CefNumber {

    /** Below the smallest double there is only zero; its exponent could still ask for a gigabyte of digits. */
    private static final int SMALLEST_EXPONENT = -400;

    private CefNumber() {}

    /** The number as it is written, or written out where it has an exponent. Expects one that fits a finite double. */
    static void append(byte[] json, int from, int to, Bytes out) {
        if (hasExponent(json, from, to)) {
            out.append(writtenOut(new String(json, from, to - from, StandardCharsets.US_ASCII))
                    .getBytes(StandardCharsets.US_ASCII));
        } else {
            out.append(json, from, to);
        }
    }

    /** Whether a double can hold it; written out, others could have a gigabyte of digits. */
    static boolean isFinite(byte[] json, int from, int to) {
        return !hasExponent(json, from, to)
                || Double.isFinite(Double.parseDouble(new String(json, from, to - from, StandardCharsets.US_ASCII)));
    }

    /** The value of a whole number from 0 to {@code most}; -1 for anything else. */
    static long whole(byte[] json, int from, int to, long most) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = json[i] - '0';
            if (digit < 0 || digit > 9 || number > (most - digit) / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static boolean hasExponent(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((json[i] | 0x20) == 'e') {
                return true;
            }
        }
        return false;
    }

    private static String writtenOut(String number) {
        BigDecimal exact;
        try {
            exact = new BigDecimal(number);
        } catch (NumberFormatException beyondAnyExponent) {
            return "0";
        }
        boolean zero = exact.signum() == 0 || (long) exact.precision() - exact.scale() < SMALLEST_EXPONENT;
        return zero ? "0" : exact.toPlainString();
    }
}
