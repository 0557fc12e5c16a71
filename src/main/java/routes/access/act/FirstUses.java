package routes.access.act;

import java.util.LinkedHashMap;
import java.util.Map;
import routes.access.caller.Caller;
import routes.access.caller.Role;

/** Puts on record who is seen for the first time since the router was started, or since {@value #MOST} others were. */
public final class FirstUses {

    private static final int MOST = 10_000;

    private final ActLog acts;
    private final Map<String, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    public FirstUses(ActLog acts) {
        this.acts = acts;
    }

    public void by(Caller caller) {
        if (isFirst(caller)) {
            acts.put(Act.by(caller, "first_use")
                    .with("roles", caller.roles().stream().map(Role::word).toList()));
        }
    }

    private synchronized boolean isFirst(Caller caller) {
        return seen.put(caller.kind() + " " + caller.name(), Boolean.TRUE) == null;
    }
}
