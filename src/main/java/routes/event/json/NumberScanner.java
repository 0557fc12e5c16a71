package routes.event.json;

/** Finds the end of numbers, RFC 8259 section 6: no plus sign, no leading zero, no bare point. */
final class NumberScanner {

    private boolean integer;

    /** The offset after the number that begins at {@code at} with a digit or a minus sign. */
    int end(byte[] json, int at, int to) throws JsonException {
        integer = true;
        int i = json[at] == '-' ? at + 1 : at;
        i = i < to && json[i] == '0' ? i + 1 : digits(json, i, to);
        if (i < to && json[i] == '.') {
            integer = false;
            i = digits(json, i + 1, to);
        }
        if (i < to && (json[i] == 'e' || json[i] == 'E')) {
            integer = false;
            i++;
            if (i < to && (json[i] == '+' || json[i] == '-')) {
                i++;
            }
            i = digits(json, i, to);
        }
        return i;
    }

    /** Whether the last number was written without point and exponent. */
    boolean isInteger() {
        return integer;
    }

    private static int digits(byte[] json, int at, int to) throws JsonException {
        int i = at;
        while (i < to && json[i] >= '0' && json[i] <= '9') {
            i++;
        }
        if (i == at) {
            throw new JsonException(at, "a digit");
        }
        return i;
    }
}
