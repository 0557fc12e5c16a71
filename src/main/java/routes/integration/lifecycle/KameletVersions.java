package routes.integration.lifecycle;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which version of its Kamelet each integration runs with, and with which it could not be made. Safe for several threads. */
final class KameletVersions {

    /** @param why in one sentence without its full stop */
    private record Rejected(String template, String why) {}

    private final Map<String, String> running = new ConcurrentHashMap<>();
    private final Map<String, Rejected> rejected = new ConcurrentHashMap<>();

    /** With the version that its Kamelet's file has now. */
    void runs(String id, String template) {
        running.put(id, template);
        rejected.remove(id);
    }

    boolean isRunning(String id, String template) {
        return template.equals(running.get(id));
    }

    /** What could go on where another version does not work. */
    Optional<String> another(String id, String template) {
        return Optional.ofNullable(running.get(id)).filter(other -> !other.equals(template));
    }

    void reject(String id, String template, String why) {
        rejected.put(id, new Rejected(template, why));
    }

    boolean isRejected(String id, String template) {
        Rejected one = rejected.get(id);
        return one != null && one.template().equals(template);
    }

    /** The file is again what runs. */
    void forgetRejected(String id) {
        rejected.remove(id);
    }

    /** Why it does not run with what its Kamelet's file says now. */
    Optional<String> whyRejected(String id) {
        return Optional.ofNullable(rejected.get(id)).map(Rejected::why);
    }

    void remove(String id) {
        running.remove(id);
        rejected.remove(id);
    }

    Collection<String> inUse() {
        return running.values();
    }
}
