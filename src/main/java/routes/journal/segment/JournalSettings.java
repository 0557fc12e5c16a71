package routes.journal.segment;

import java.nio.file.Path;
import java.time.Duration;

/**
 * @param dataFolder the journal lives in its sub-folder {@code audit}, the cursors beside that
 * @param segmentBytes a segment that has grown to this is closed and a new one begun
 * @param segmentAge a segment that is this old is closed, if it holds anything
 * @param retention sealed segments older than this are deleted once no subscription needs them; zero: never by age
 * @param minFreeBytes appends fail while the disk has less free space than this
 * @param memoryBytes the latest groups kept in memory for subscriptions that are caught up
 * @param keys the first signs the chain of groups; none: plain checksums
 */
public record JournalSettings(
        Path dataFolder,
        long segmentBytes,
        Duration segmentAge,
        Duration retention,
        long minFreeBytes,
        long memoryBytes,
        KeyRing keys) {

    public JournalSettings {
        atLeast("siem.journal.segment-bytes", segmentBytes, 1);
        atLeast("siem.journal.retention-days", retention.toMillis(), 0);
        atLeast("siem.journal.min-free-bytes", minFreeBytes, 0);
    }

    private static void atLeast(String key, long value, long minimum) {
        if (value < minimum) {
            throw new IllegalArgumentException(
                    key + " = " + value + ": expected at least " + minimum + "; correct the setting");
        }
    }

    public Path folder() {
        return dataFolder.resolve("audit");
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "JournalSettings[dataFolder=" + dataFolder + "]";
    }
}
