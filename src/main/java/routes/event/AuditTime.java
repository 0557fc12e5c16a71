package routes.event;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time of an audit record: RFC 3339, or what else of ISO 8601 says the same, as logging libraries write it. Without a zone it is UTC
 * (Python's {@code utcnow().isoformat()}), date and time may be compact ({@code 20251008T224500Z}), an offset may be {@code +02} or
 * {@code +0200}, seconds may be missing, the {@code T} may be a space and the fraction's point a comma.
 */
public final class AuditTime {

    /** Longer than any that is written; a fraction in RFC 3339 may be longer still. */
    private static final int MOST = 64;

    private static final Pattern FORM =
            Pattern.compile("(\\d{4})-?(\\d\\d)-?(\\d\\d)[Tt ](\\d\\d):?(\\d\\d)(?::?(\\d\\d)"
                    + "(?:[.,](\\d+))?)?(?:([Zz])|([+-]\\d\\d)(?::?(\\d\\d))?)?");

    private AuditTime() {}

    /** Milliseconds since 1970, what is finer cut off; {@link Rfc3339#INVALID} where the bytes are anything else. */
    static long epochMillis(byte[] bytes, int from, int to) {
        long millis = Rfc3339.epochMillis(bytes, from, to);
        if (millis != Rfc3339.INVALID) {
            return millis;
        }
        byte[] time = rfc3339(bytes, from, to);
        return Rfc3339.epochMillis(time, 0, time.length);
    }

    public static boolean isOne(byte[] bytes, int from, int to) {
        return epochMillis(bytes, from, to) != Rfc3339.INVALID;
    }

    /** The same time as RFC 3339 has it, with every digit of its fraction; empty where the bytes are of another form. */
    public static byte[] rfc3339(byte[] bytes, int from, int to) {
        if (to - from > MOST || to < from) {
            return new byte[0];
        }
        Matcher form = FORM.matcher(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        return form.matches() ? written(form).getBytes(StandardCharsets.US_ASCII) : new byte[0];
    }

    private static String written(Matcher form) {
        String date = form.group(1) + '-' + form.group(2) + '-' + form.group(3);
        String time = form.group(4) + ':' + form.group(5) + ':' + (form.group(6) == null ? "00" : form.group(6));
        String fraction = form.group(7) == null ? "" : '.' + form.group(7);
        return date + 'T' + time + fraction + zone(form.group(9), form.group(10));
    }

    private static String zone(String hours, String minutes) {
        if (hours == null) {
            return "Z";
        }
        return hours + ':' + (minutes == null ? "00" : minutes);
    }
}
