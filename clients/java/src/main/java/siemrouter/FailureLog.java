package siemrouter;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** In the words that the guide's monitors look for; the same at most once a minute, and never a record's content. */
final class FailureLog {

    private static final Logger LOG = System.getLogger("siemrouter");
    private static final long AGAIN_AFTER = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_KEPT = 100;

    private final Map<String, Long> said = new HashMap<>();

    synchronized void say(String why) {
        long now = System.nanoTime();
        Long again = said.get(why);
        if (again == null || now - again >= 0) {
            if (said.size() > MOST_KEPT) {
                said.clear();
            }
            said.put(why, now + AGAIN_AFTER);
            LOG.log(Level.ERROR, "SIEM shipping failed: {0}", why);
        }
    }
}
