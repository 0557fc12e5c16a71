package routes.event;

/** The form of a documented string that is more than text. Works on the decoded string; allows only printable ASCII. */
@FunctionalInterface
interface Form {

    /** A UUID of any version, RFC 9562 section 4: 8-4-4-4-12 hexadecimal digits in either case. */
    Form UUID = Form::isUuid;

    /** A date and time, see {@link Rfc3339}. */
    Form TIME = (bytes, from, to) -> Rfc3339.epochMillis(bytes, from, to) != Rfc3339.INVALID;

    /** What a host name or an address is made of, at most 253 characters (RFC 1035 section 2.3.4); a port may follow. */
    Form HOST = Form::isHost;

    boolean matches(byte[] bytes, int from, int to);

    private static boolean isUuid(byte[] bytes, int from, int to) {
        if (to - from != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            byte b = bytes[from + i];
            if (dash ? b != '-' : !Letters.HEX.has(b)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHost(byte[] bytes, int from, int to) {
        if (to == from || to - from > 253) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Letters.HOST.has(bytes[i])) {
                return false;
            }
        }
        return true;
    }
}
