package routes.access.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import routes.access.caller.Caller;

/** Signed tokens that were good a moment ago, by their hash: what has a signature to check is checked once a minute. */
public final class CheckedTokens {

    private static final int MOST = 1000;
    private static final long KEPT_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final LongSupplier millis;
    private final Map<String, Checked> checked = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
            return size() > MOST;
        }
    };

    private record Checked(Caller caller, long until) {}

    public CheckedTokens(LongSupplier millis) {
        this.millis = millis;
    }

    public synchronized Optional<Caller> find(String token) {
        return Optional.ofNullable(checked.get(Token.hash(token)))
                .filter(found -> millis.getAsLong() < found.until())
                .map(Checked::caller);
    }

    /** @param expires in milliseconds */
    public synchronized void put(String token, Caller caller, long expires) {
        checked.put(Token.hash(token), new Checked(caller, Math.min(expires, millis.getAsLong() + KEPT_MILLIS)));
    }
}
