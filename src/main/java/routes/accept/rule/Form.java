package routes.accept.rule;

import routes.event.AuditTime;
import routes.event.Rfc3339;

/** The form of a documented string that is more than text. Works on the decoded string; allows only printable ASCII. */
@FunctionalInterface
public interface Form {

    /** A UUID of any version, RFC 9562 section 4: 8-4-4-4-12 hexadecimal digits in either case. */
    Form UUID = Form::isUuid;

    /** A date and time, see {@link Rfc3339}. */
    Form TIME = (bytes, from, to) -> Rfc3339.epochMillis(bytes, from, to) != Rfc3339.INVALID;

    /** The same of an audit record, see {@link AuditTime}. */
    Form AUDIT_TIME = AuditTime::isOne;

    /** What a host name or an address is made of, at most 253 characters (RFC 1035 section 2.3.4); a port may follow. */
    Form HOST = Form::isHost;

    /** A pattern of tools' names, such as {@code drive:*}, at most 128 characters: longer, or of other letters, it might be content. */
    Form TOOL_PATTERN =
            (bytes, from, to) -> to > from && to - from <= 128 && Letters.TOOL_PATTERN.hasAll(bytes, from, to);

    boolean matches(byte[] bytes, int from, int to);

    private static boolean isUuid(byte[] bytes, int from, int to) {
        return to - from == 36
                && bytes[from + 8] == '-'
                && bytes[from + 13] == '-'
                && bytes[from + 18] == '-'
                && bytes[from + 23] == '-'
                && Letters.HEX.hasAll(bytes, from, from + 8)
                && Letters.HEX.hasAll(bytes, from + 9, from + 13)
                && Letters.HEX.hasAll(bytes, from + 14, from + 18)
                && Letters.HEX.hasAll(bytes, from + 19, from + 23)
                && Letters.HEX.hasAll(bytes, from + 24, to);
    }

    private static boolean isHost(byte[] bytes, int from, int to) {
        return to > from && to - from <= 253 && Letters.HOST.hasAll(bytes, from, to);
    }
}
