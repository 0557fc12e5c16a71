package routes.event;

/**
 * Date and time of RFC 3339 section 5.6, read from bytes: {@code 2026-05-26T10:14:00.123Z}. The letters may be lower case, the
 * fraction may have any number of digits, a second of 60 is the first of the next minute. A space for the {@code T} is not taken.
 */
public final class Rfc3339 {

    /** Stands for bytes that are no date and time. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final int SHORTEST = "2026-05-26T10:14:00Z".length();
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Rfc3339() {}

    /** Milliseconds since 1970, what is finer cut off; {@link #INVALID} where the bytes are anything else. */
    public static long epochMillis(byte[] bytes, int from, int to) {
        if (to - from < SHORTEST || !hasMarks(bytes, from)) {
            return INVALID;
        }
        long day = day(bytes, from);
        int hour = digits(bytes, from + 11, 2);
        int minute = digits(bytes, from + 14, 2);
        int second = digits(bytes, from + 17, 2);
        if (day == INVALID || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return INVALID;
        }
        int end = from + 19;
        int millis = 0;
        if (bytes[end] == '.') {
            int first = end + 1;
            end = afterDigits(bytes, first, to);
            if (end == first) {
                return INVALID;
            }
            millis = millis(bytes, first, end);
        }
        int offset = offsetMinutes(bytes, end, to);
        if (offset == Integer.MIN_VALUE) {
            return INVALID;
        }
        return (((day * 24 + hour) * 60 + minute - offset) * 60 + second) * 1000 + millis;
    }

    private static boolean hasMarks(byte[] bytes, int from) {
        return bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && (bytes[from + 10] | 0x20) == 't'
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
    }

    /** Days since 1970-01-01 in the Gregorian calendar. */
    private static long day(byte[] bytes, int from) {
        int year = digits(bytes, from, 4);
        int month = digits(bytes, from + 5, 2);
        int day = digits(bytes, from + 8, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return INVALID;
        }
        // years begin in March, so that the leap day is the last of its year; an era has 400 of them
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    private static int daysIn(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /** Minutes east of UTC, or {@link Integer#MIN_VALUE}. */
    private static int offsetMinutes(byte[] bytes, int at, int to) {
        if (at + 1 == to && (bytes[at] | 0x20) == 'z') {
            return 0;
        }
        if (at + 6 != to || (bytes[at] != '+' && bytes[at] != '-') || bytes[at + 3] != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = digits(bytes, at + 1, 2);
        int minutes = digits(bytes, at + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        return (bytes[at] == '-' ? -1 : 1) * (hours * 60 + minutes);
    }

    private static int afterDigits(byte[] bytes, int at, int to) {
        int i = at;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    private static int millis(byte[] bytes, int first, int end) {
        int millis = 0;
        for (int i = first; i < first + 3; i++) {
            millis = millis * 10 + (i < end ? bytes[i] - '0' : 0);
        }
        return millis;
    }

    /** The number these digits make, or -1 where one is no digit. */
    private static int digits(byte[] bytes, int at, int count) {
        int number = 0;
        for (int i = at; i < at + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
