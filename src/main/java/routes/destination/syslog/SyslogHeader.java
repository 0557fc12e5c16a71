package routes.destination.syslog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import routes.destination.Bytes;
import routes.event.Event;
import routes.event.Rfc3339;

/**
 * What stands before a message on a syslog line. Its time is the event's, because receivers file an event under it.
 *
 * <pre>
 * RFC 3164: {@code <131>May 26 10:14:00 gate-1 }
 * RFC 5424: {@code <131>1 2026-05-26T10:14:00.000Z gate-1 siem-router - - - }
 * </pre>
 *
 * <p>There is no tag in the first: a receiver's rules for CEF look for the text right after the host. The second is in UTC and
 * has exactly three decimals: some receivers take no other number of them.
 */
public final class SyslogHeader {

    /** English, whatever this machine speaks. */
    private static final byte[] MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec".getBytes(StandardCharsets.US_ASCII);

    private static final int DAY = 86_400;
    private static final int MOST_HOST = 255;
    private static final int MOST_APP_NAME = 48;

    private final boolean rfc5424;
    private final int facility;
    private final ZoneRules zone;
    /** What stands after the time. */
    private final byte[] ending;

    private SyslogHeader(boolean rfc5424, int facility, ZoneId zone, String ending) {
        this.rfc5424 = rfc5424;
        this.facility = facility * 8;
        this.zone = zone.getRules();
        this.ending = ending.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * RFC 3164 section 4.1.
     *
     * @param zone of the time, which carries none itself: the one the receiver assumes
     */
    public static SyslogHeader rfc3164(int facility, String host, ZoneId zone) {
        return new SyslogHeader(false, facility, zone, " " + printable(host, "[^A-Za-z0-9._-]", MOST_HOST) + " ");
    }

    /** RFC 5424 section 6.2, without process id, message id and structured data. */
    public static SyslogHeader rfc5424(int facility, String host, String appName) {
        String ending = " " + printable(host, "[^!-~]", MOST_HOST) + " " + printable(appName, "[^!-~]", MOST_APP_NAME)
                + " - - - ";
        return new SyslogHeader(true, facility, ZoneOffset.UTC, ending);
    }

    /**
     * @param millis since 1970; {@link Rfc3339#INVALID} where the event has no time
     * @param severity of syslog, 0 to 7
     */
    public void append(long millis, int severity, Bytes out) {
        out.append('<');
        out.appendNumber(facility + severity);
        out.append('>');
        if (rfc5424) {
            out.append('1');
            out.append(' ');
            appendTimestamp(millis, out);
        } else {
            // this form knows no unknown time
            appendTime(millis == Rfc3339.INVALID ? System.currentTimeMillis() : millis, out);
        }
        out.append(ending);
    }

    /** The same with the event's time as it is written, where RFC 5424 has it like that, and without decimals of its own. */
    public void append(Event event, int severity, Bytes out) {
        out.append('<');
        out.appendNumber(facility + severity);
        out.append('>');
        out.append('1');
        out.append(' ');
        SyslogTime.append(event, out);
        out.append(ending);
    }

    /** {@code May  6 10:14:00}: the day has a space where it has one digit. */
    private void appendTime(long millis, Bytes out) {
        long seconds = Math.floorDiv(millis, 1000L) + offset(millis);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY));
        int month = (date.getMonthValue() - 1) * 3;
        out.append(MONTHS, month, month + 3);
        out.append(' ');
        if (date.getDayOfMonth() < 10) {
            out.append(' ');
        }
        out.appendNumber(date.getDayOfMonth());
        out.append(' ');
        appendClock(Math.floorMod(seconds, DAY), out);
    }

    private int offset(long millis) {
        return zone.isFixedOffset()
                ? zone.getOffset(Instant.EPOCH).getTotalSeconds()
                : zone.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds();
    }

    static void appendTimestamp(long millis, Bytes out) {
        long seconds = Math.floorDiv(millis, 1000L);
        LocalDate date = millis == Rfc3339.INVALID ? LocalDate.MIN : LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY));
        if (date.getYear() < 0 || date.getYear() > 9999) {
            out.append('-');
            return;
        }
        out.appendDigits(date.getYear(), 4);
        out.append('-');
        out.appendDigits(date.getMonthValue(), 2);
        out.append('-');
        out.appendDigits(date.getDayOfMonth(), 2);
        out.append('T');
        appendClock(Math.floorMod(seconds, DAY), out);
        out.append('.');
        out.appendDigits(Math.floorMod(millis, 1000), 3);
        out.append('Z');
    }

    private static void appendClock(int secondOfDay, Bytes out) {
        out.appendDigits(secondOfDay / 3600, 2);
        out.append(':');
        out.appendDigits(secondOfDay / 60 % 60, 2);
        out.append(':');
        out.appendDigits(secondOfDay % 60, 2);
    }

    private static String printable(String text, String others, int most) {
        String clean = text.replaceAll(others, "_");
        return clean.isEmpty() ? "-" : clean.substring(0, Math.min(most, clean.length()));
    }
}
