package routes.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import routes.access.caller.Caller;

/**
 * Keeps a token to its events a second. How many a request holds is known when it has been read, so it is let in while the token has
 * something left, and what it takes too much is waited for before the next.
 */
public final class EventQuotas {

    private static final int MOST_REMEMBERED = 10_000;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final Map<String, Balance> balances = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Balance> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Balance(double events, long at) {}

    public EventQuotas() {
        this(System::nanoTime);
    }

    EventQuotas(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @return the seconds to wait, where nothing is left */
    OptionalLong waitOf(Caller caller) {
        if (caller.eventsPerSecond().isEmpty()) {
            return OptionalLong.empty();
        }
        long rate = caller.eventsPerSecond().getAsLong();
        double left = left(caller.name(), rate);
        return left > 0 ? OptionalLong.empty() : OptionalLong.of((long) Math.ceil((1 - left) / rate));
    }

    /** Takes what a request held. */
    public void charge(Caller caller, long events) {
        caller.eventsPerSecond().ifPresent(rate -> take(caller.name(), rate, events));
    }

    private synchronized void take(String name, long rate, long events) {
        balances.put(name, new Balance(left(name, rate) - events, nanos.getAsLong()));
    }

    /** At most what a second gives. */
    private synchronized double left(String name, long rate) {
        Balance balance = balances.get(name);
        return balance == null
                ? (double) rate
                : Math.min((double) rate, balance.events() + (nanos.getAsLong() - balance.at()) * (rate / SECOND));
    }
}
