package routes.setting;

import static java.util.Map.entry;

import java.util.Map;

/**
 * From where to where the number of a setting may go. A number outside would not be refused by what it is for, but wrap around, never let a
 * request pass, or take all there is.
 */
record NumberRange(long least, long most) {

    private static final long KIBI = 1 << 10;
    private static final long GIBI = 1 << 30;
    private static final long TEBI = 1L << 40;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long CENTURY_DAYS = 36_500;
    private static final long HOUR_MILLIS = 3_600_000;

    private static final Map<String, NumberRange> ALL = Map.ofEntries(
            entry("siem.http.port", new NumberRange(0, 65_535)),
            entry("siem.http.workers", new NumberRange(1, 10_000)),
            entry("siem.http.max-body-bytes", new NumberRange(KIBI, GIBI)),
            entry("siem.http.max-connections", new NumberRange(10, 1_000_000)),
            entry("siem.http.max-connections-per-address", new NumberRange(1, 1_000_000)),
            entry("siem.http.idle-ms", new NumberRange(1_000, DAY_MILLIS)),
            entry("siem.http.head-ms", new NumberRange(100, HOUR_MILLIS)),
            entry("siem.metrics.integrations", new NumberRange(0, 1_000_000)),
            entry("siem.access.max-failures", new NumberRange(1, 1_000_000)),
            entry("siem.ingest.max-request-bytes", new NumberRange(1, GIBI)),
            entry("siem.ingest.max-decompressed-bytes", new NumberRange(1, GIBI)),
            entry("siem.ingest.max-held-bytes", new NumberRange(1, Integer.MAX_VALUE)),
            entry("siem.ingest.read-timeout-ms", new NumberRange(1, DAY_MILLIS)),
            entry("siem.ingest.event-loop-bytes", new NumberRange(0, GIBI)),
            entry("siem.accept.max-events", new NumberRange(1, 100_000_000)),
            entry("siem.accept.max-depth", new NumberRange(1, 512)),
            entry("siem.accept.max-event-bytes", new NumberRange(1, 8 * KIBI * KIBI)),
            entry("siem.journal.segment-bytes", new NumberRange(1, TEBI)),
            entry("siem.journal.retention-days", new NumberRange(0, CENTURY_DAYS)),
            entry("siem.journal.min-free-bytes", new NumberRange(0, KIBI * TEBI)),
            entry("siem.dead-letters.max-days", new NumberRange(0, CENTURY_DAYS)),
            entry("siem.dead-letters.max-bytes", new NumberRange(1, KIBI * TEBI)));

    static NumberRange of(String key) {
        NumberRange range = ALL.get(key);
        if (range == null) {
            throw new IllegalStateException(key + " is a number: give it a range in NumberRange");
        }
        return range;
    }

    /** @throws IllegalArgumentException that names the key where the text is no whole number of the range */
    long read(String key, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException unreadable) {
            // said below: for whoever set it there is no difference
        }
        throw new IllegalArgumentException(key + " = " + text + ": expected a whole number from " + least + " to "
                + most + "; correct the setting");
    }
}
