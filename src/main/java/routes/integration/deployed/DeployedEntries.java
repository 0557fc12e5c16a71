package routes.integration.deployed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import routes.integration.ConfigurationException;
import routes.integration.Integration;
import routes.integration.ManagedBy;
import routes.integration.type.State;

/** What whoever deploys the router configures, and how it goes together with what is stored from earlier starts. */
public final class DeployedEntries {

    private final Optional<IntegrationsFile> file;
    private final Optional<EnvironmentIntegration> environment;

    public DeployedEntries(Optional<IntegrationsFile> file, Optional<EnvironmentIntegration> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** @throws ConfigurationException naming everything that is wrong, in the file and in the environment */
    public List<DeployedEntry> read() {
        List<String> errors = new ArrayList<>();
        List<DeployedEntry> entries = new ArrayList<>();
        file.ifPresent(source -> entries.addAll(attempt(source::read, errors)));
        environment.ifPresent(source -> entries.addAll(attempt(() -> List.of(source.read()), errors)));
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
        return entries;
    }

    /** What tells the file of now from that of another moment. */
    public Object version() {
        return file.map(IntegrationsFile::version).orElse("none");
    }

    private static List<DeployedEntry> attempt(Supplier<List<DeployedEntry>> source, List<String> errors) {
        try {
            return source.get();
        } catch (ConfigurationException refused) {
            errors.addAll(refused.sentences());
            return List.of();
        }
    }

    /**
     * The integrations by id. The entries have the last word on their own: settings, secrets and state are what they say, so
     * that a pause through the API lasts until the next start; dates and version go on. Those that were entries once are
     * paused.
     *
     * @throws ConfigurationException where an entry uses the id of another integration
     */
    public static Map<String, Integration> merge(List<Integration> stored, List<DeployedEntry> entries, Instant now) {
        Map<String, Integration> merged = new LinkedHashMap<>();
        Map<String, Integration> before = new LinkedHashMap<>();
        for (Integration integration : stored) {
            boolean vanished = integration.managedBy() != ManagedBy.API;
            before.put(integration.id(), integration);
            merged.put(integration.id(), vanished ? integration.with(State.PAUSED, now) : integration);
        }
        List<String> errors = new ArrayList<>();
        for (DeployedEntry entry : entries) {
            Integration fresh = Integration.create(entry.id(), entry.managedBy(), entry.draft(), now);
            Integration old = before.put(entry.id(), fresh);
            merged.put(entry.id(), old == null ? fresh : goneOn(old, fresh, errors));
        }
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
        return merged;
    }

    /** The same while the router runs: an entry that says what it said stays as it is, paused by the API or not. */
    public static Map<String, Integration> mergeAgain(
            Map<String, Integration> before, List<DeployedEntry> was, List<DeployedEntry> is, Instant now) {
        Map<String, Integration> merged = merge(List.copyOf(before.values()), is, now);
        is.stream()
                .filter(entry -> was.contains(entry) && before.containsKey(entry.id()))
                .forEach(same -> merged.put(same.id(), before.get(same.id())));
        return merged;
    }

    /** Ids that were entries and are none any more. */
    public static Set<String> gone(List<DeployedEntry> was, List<DeployedEntry> is) {
        Set<String> gone = new LinkedHashSet<>();
        was.forEach(entry -> gone.add(entry.id()));
        is.forEach(entry -> gone.remove(entry.id()));
        return gone;
    }

    private static Integration goneOn(Integration before, Integration fresh, List<String> errors) {
        if (before.managedBy() != fresh.managedBy() || !before.type().equals(fresh.type())) {
            errors.add("The integration " + fresh.id() + " of "
                    + fresh.managedBy().source()
                    + " has the id of another integration (type " + before.type() + ", managed by "
                    + before.managedBy().text() + "). Give the entry in the file another id, or delete the other"
                    + " integration.");
        }
        boolean same = before.settings().equals(fresh.settings());
        return new Integration(
                fresh.id(),
                fresh.type(),
                fresh.state(),
                fresh.managedBy(),
                fresh.settings(),
                fresh.secrets(),
                fresh.resolved(),
                before.createdAt(),
                same ? before.updatedAt() : fresh.updatedAt(),
                same ? before.version() : before.version() + 1);
    }
}
