package routes.event;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which routers events went through before they are sent on, so that two that deliver to each other do not do so for ever. A router
 * sends its own name with each request, and before it those of the routers that it has events from; it takes nothing that has its
 * own name on it, or more than one. Names are told apart by chance: one is made at each start.
 */
public final class Hops {

    /** Under which the router's own are in Camel's registry. */
    public static final String NAME = "hops";

    /** Of a request that carries events: names, comma between. */
    public static final String HEADER = "Siem-Router-Hops";

    /** Routers before this one whose names are kept, the latest. */
    private static final int MOST = 8;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final String own;
    private final Set<String> before = new LinkedHashSet<>();
    private volatile String sent;

    /** @param own letters, digits and hyphens, at most 64 */
    public Hops(String own) {
        this.own = own;
        this.sent = own;
    }

    /**
     * @param header the header's value, null where the request has none
     * @return false where the events would go in circles, or went through more than one router
     */
    public boolean admit(String header) {
        if (header == null) {
            return true;
        }
        String name = header.strip();
        if (name.equals(own) || !FORM.matcher(name).matches()) {
            return false;
        }
        remember(name);
        return true;
    }

    private synchronized void remember(String name) {
        if (!before.add(name)) {
            return;
        }
        if (before.size() > MOST) {
            Iterator<String> oldest = before.iterator();
            oldest.next();
            oldest.remove();
        }
        sent = String.join(",", before) + "," + own;
    }

    /** The header's value for what is sent now. */
    public String sent() {
        return sent;
    }
}
