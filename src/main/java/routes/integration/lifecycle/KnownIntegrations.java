package routes.integration.lifecycle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.integration.IfMatch;
import routes.integration.Integration;
import routes.integration.IntegrationStore;
import routes.integration.ManagedBy;
import routes.integration.Problems;

/** The integrations there are, in memory and on disk: a change counts once it is stored. Readers need no lock, those who change do. */
final class KnownIntegrations {

    private static final Logger LOG = LoggerFactory.getLogger(KnownIntegrations.class);

    private final IntegrationStore store;
    /** By id, in the order of creation; replaced as a whole. */
    private volatile Map<String, Integration> current = Map.of();

    KnownIntegrations(IntegrationStore store) {
        this.store = store;
    }

    /** What an earlier process stored. */
    List<Integration> stored() throws IOException {
        return store.load();
    }

    /** Begins with these, which need not be stored yet. */
    void are(Map<String, Integration> all) {
        current = Collections.unmodifiableMap(all);
    }

    /**
     * Others than before, stored at once.
     *
     * @return those that are new or not as they were
     */
    List<Integration> become(Map<String, Integration> after) {
        List<Integration> changed = new ArrayList<>(after.values());
        changed.removeAll(current.values());
        commit(after);
        return changed;
    }

    List<Integration> all() {
        return List.copyOf(current.values());
    }

    /** The same by id; another map after each change. */
    Map<String, Integration> byId() {
        return current;
    }

    Set<String> ids() {
        return current.keySet();
    }

    /** @throws routes.problem.ProblemException 404 */
    Integration existing(String id) {
        return Optional.ofNullable(current.get(id)).orElseThrow(Problems::unknown);
    }

    /** @throws routes.problem.ProblemException 404, 409 where file or environment say what it is, or 412 */
    Integration editable(String id, IfMatch condition) {
        Integration integration = existing(id);
        if (integration.managedBy() != ManagedBy.API) {
            throw Problems.managedElsewhere(integration);
        }
        if (!condition.allows(integration.version())) {
            throw Problems.changedMeanwhile(integration.version());
        }
        return integration;
    }

    /**
     * @param before what it was, if it was; two that have one name from earlier on keep it
     * @throws routes.problem.ProblemException 409 where another has the name
     */
    void requireNameOfItsOwn(Optional<Integration> before, Integration after) {
        String name = after.settings().path("name").asText("");
        boolean isNew = before.filter(
                        one -> one.settings().path("name").asText("").equals(name))
                .isEmpty();
        if (isNew && !name.isEmpty()) {
            current.values().stream()
                    .filter(other -> !other.id().equals(after.id()))
                    .filter(other -> other.settings().path("name").asText("").equals(name))
                    .findFirst()
                    .ifPresent(other -> {
                        throw Problems.nameTaken(other.id());
                    });
        }
    }

    void put(Integration integration) {
        Map<String, Integration> after = new LinkedHashMap<>(current);
        after.put(integration.id(), integration);
        commit(after);
    }

    /** @return what there was before, for {@link #restore} */
    Map<String, Integration> remove(String id) {
        Map<String, Integration> before = current;
        commit(without(id));
        return before;
    }

    void restore(Map<String, Integration> before) {
        commit(before);
    }

    /** Without the store, which is written when the start is over. */
    void forget(String id) {
        current = Collections.unmodifiableMap(without(id));
    }

    /** What was deployed is remembered, to know at a later start what vanished. Delivery is worth more than that. */
    void remember() {
        try {
            store.save(current.values());
        } catch (IOException failure) {
            LOG.warn(
                    "The integrations of file and environment cannot be remembered: {}. They run all the same.",
                    failure.toString());
        }
    }

    private Map<String, Integration> without(String id) {
        Map<String, Integration> rest = new LinkedHashMap<>(current);
        rest.remove(id);
        return rest;
    }

    private void commit(Map<String, Integration> after) {
        try {
            store.save(after.values());
        } catch (IOException failure) {
            // The file system says which file and why; nothing of the file's content is in it.
            LOG.error("The integrations cannot be stored: {}. Nothing was changed.", failure.toString());
            throw Problems.notStored();
        }
        current = Collections.unmodifiableMap(after);
    }
}
