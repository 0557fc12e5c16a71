package routes.verdict;

import static java.time.temporal.ChronoField.YEAR;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The header Retry-After (RFC 9110 section 10.2.3): seconds, or a date in any of the three forms that a recipient has to read (section
 * 5.6.7). The name of the day is not compared with the date: a wish with a wrong one is a wish.
 */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int DIGITS = 9;

    /** A year of two digits that seems to be more than 50 years ahead has been. */
    private static final int YEARS_BACK = 49;

    private static final Pattern DAY_NAME = Pattern.compile("^[A-Za-z]{3,9},? +");
    private static final DateTimeFormatter FIXED = form("d MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter OF_C = form("MMM ppd HH:mm:ss uuuu");

    private RetryAfter() {}

    /**
     * @param text of the header, or null
     * @return at most a day, zero for what has passed; null where absent or not understood
     */
    static Duration read(String text, Clock clock) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String value = text.strip();
        if (value.chars().allMatch(character -> character >= '0' && character <= '9')) {
            return value.replaceFirst("^0+", "").length() > DIGITS
                    ? LONGEST
                    : bounded(Duration.ofSeconds(seconds(value)));
        }
        String date = DAY_NAME.matcher(value).replaceFirst("");
        for (DateTimeFormatter form : List.of(FIXED, ofRfc850(clock), OF_C)) {
            try {
                LocalDateTime at = LocalDateTime.parse(date, form);
                return bounded(Duration.between(clock.instant(), at.toInstant(ZoneOffset.UTC)));
            } catch (DateTimeException anotherForm) {
                // or none
            }
        }
        return null;
    }

    private static long seconds(String digits) {
        return Long.parseLong(digits.replaceFirst("^0+(?=.)", ""));
    }

    private static Duration bounded(Duration wish) {
        if (wish.isNegative()) {
            return Duration.ZERO;
        }
        return wish.compareTo(LONGEST) > 0 ? LONGEST : wish.truncatedTo(ChronoUnit.SECONDS);
    }

    private static DateTimeFormatter ofRfc850(Clock clock) {
        int from = clock.instant().atOffset(ZoneOffset.UTC).getYear() - YEARS_BACK;
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern("dd-MMM-")
                .appendValueReduced(YEAR, 2, 2, from)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
