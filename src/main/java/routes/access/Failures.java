package routes.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often one address, or one token, was refused lately. So many a minute are answered as they are; what is more is told to wait. A
 * refusal that was told to wait does not count, so that the wait ends.
 */
final class Failures {

    /** The latest so many are remembered: an attacker with more addresses is limited by other means. */
    static final int MOST_REMEMBERED = 10_000;

    private static final double MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int most;
    private final LongSupplier nanos;
    private final Map<String, Level> levels = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Level> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Level(double height, long at) {}

    /** @param most a minute */
    Failures(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** Counts one more. @return the seconds to wait, where there have been too many */
    synchronized OptionalLong count(String whose) {
        OptionalLong wait = waitOf(whose);
        if (wait.isEmpty()) {
            levels.put(whose, new Level(height(whose) + 1, nanos.getAsLong()));
        }
        return wait;
    }

    /** @return the seconds to wait, where there have been too many */
    synchronized OptionalLong waitOf(String whose) {
        double over = height(whose) + 1 - most;
        // what is left of a rounding is no failure
        return over < 1e-6 ? OptionalLong.empty() : OptionalLong.of((long) Math.ceil(over * 60 / most));
    }

    synchronized int remembered() {
        return levels.size();
    }

    private double height(String whose) {
        Level level = levels.get(whose);
        return level == null ? 0 : Math.max(0, level.height() - (nanos.getAsLong() - level.at()) * most / MINUTE);
    }
}
