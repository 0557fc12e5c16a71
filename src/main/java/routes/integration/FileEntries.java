package routes.integration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings what a file says together with what is stored from earlier starts. */
final class FileEntries {

    private FileEntries() {}

    /**
     * The integrations by id. The file has the last word on its own: settings, secrets and state are what it says, so that a
     * pause through the API lasts until the next start; dates and version go on. Those that were in it once are paused.
     *
     * @throws ConfigurationException where the file uses the id of an integration that is not its own
     */
    static Map<String, Integration> merge(List<Integration> stored, List<IntegrationsFile.Entry> entries, Instant now) {
        Map<String, Integration> merged = new LinkedHashMap<>();
        for (Integration integration : stored) {
            boolean vanished = integration.managedBy() == ManagedBy.FILE;
            merged.put(integration.id(), vanished ? integration.with(State.PAUSED, now) : integration);
        }
        List<String> errors = new ArrayList<>();
        for (IntegrationsFile.Entry entry : entries) {
            Integration fresh = Integration.create(entry.id(), ManagedBy.FILE, entry.draft(), now);
            stored.stream()
                    .filter(integration -> integration.id().equals(entry.id()))
                    .findFirst()
                    .ifPresentOrElse(
                            before -> merged.put(entry.id(), goneOn(before, fresh, errors)),
                            () -> merged.put(entry.id(), fresh));
        }
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
        return merged;
    }

    private static Integration goneOn(Integration before, Integration fresh, List<String> errors) {
        if (before.managedBy() == ManagedBy.API || !before.type().equals(fresh.type())) {
            errors.add("The integrations file has an entry " + fresh.id()
                    + ", which is the id of another integration (type " + before.type() + ", managed by "
                    + before.managedBy().text() + "). Give the entry another id, or delete the other integration.");
        }
        boolean same = before.settings().equals(fresh.settings());
        return new Integration(
                fresh.id(),
                fresh.type(),
                fresh.state(),
                ManagedBy.FILE,
                fresh.settings(),
                fresh.secrets(),
                before.createdAt(),
                same ? before.updatedAt() : fresh.updatedAt(),
                same ? before.version() : before.version() + 1);
    }
}
