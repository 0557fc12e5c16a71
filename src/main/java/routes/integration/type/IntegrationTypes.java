package routes.integration.type;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The integration types there are: the sink Kamelets on the class path, and those in a folder, which win by name. The folder is
 * looked at again on each question, so that a Kamelet dropped into it is a type without a restart. Where one that was a type was changed
 * and cannot be read any more, the type stays what it was, see {@link #fault}.
 */
public final class IntegrationTypes {

    private static final Logger LOG = LoggerFactory.getLogger(IntegrationTypes.class);

    private final CamelContext context;
    private final KameletFolder folder;
    private Map<String, byte[]> shipped;
    private final KameletTemplates templates;
    /** What each file of the folder was when it could last be read. */
    private final Map<String, IntegrationType> good = new HashMap<>();
    /** Why a type is not what its file says now. */
    private final Map<String, String> faults = new HashMap<>();

    private List<KameletFolder.Entry> seen;
    private Map<String, IntegrationType> types = Map.of();

    public IntegrationTypes(CamelContext context, KameletFolder folder) {
        this.context = context;
        this.folder = folder;
        this.templates = new KameletTemplates(context);
    }

    /** Sorted by name. */
    public List<IntegrationType> all() {
        return List.copyOf(current().values());
    }

    public Optional<IntegrationType> named(String name) {
        return Optional.ofNullable(current().get(name));
    }

    /** Why a type is still what its file was before it was changed; empty where it is what the file says. */
    public synchronized Optional<String> fault(String name) {
        return Optional.ofNullable(faults.get(name));
    }

    /** What tells the Kamelets of now from those of another moment. */
    public synchronized Object version() {
        current();
        return seen;
    }

    /** Forgets what was read of files that are gone, and the templates that are neither a type's nor one of these. */
    public synchronized void forgetAllBut(Collection<String> used) {
        Set<String> needed = new HashSet<>(used);
        current();
        good.keySet().retainAll(seen.stream().map(KameletFolder.Entry::name).toList());
        good.values().forEach(type -> needed.add(type.template()));
        templates.forgetAllBut(needed);
    }

    private synchronized Map<String, IntegrationType> current() {
        List<KameletFolder.Entry> now = folder.entries();
        if (!now.equals(seen)) {
            faults.clear();
            Map<String, byte[]> theirs = folder.read(now);
            Map<String, byte[]> all = new TreeMap<>(shipped());
            all.putAll(theirs);
            Map<String, IntegrationType> found = new TreeMap<>();
            Map<String, byte[]> byName = new HashMap<>();
            theirs.values().forEach(bytes -> byName.put(KameletReader.name(bytes), bytes));
            all.forEach((file, bytes) -> (theirs.containsKey(file) ? inFolder(file, bytes, byName) : read(file, bytes))
                    .ifPresent(type -> add(found, file, type)));
            types = found;
            seen = now;
        }
        return types;
    }

    private static void add(Map<String, IntegrationType> types, String file, IntegrationType type) {
        IntegrationType other = types.putIfAbsent(type.name(), type);
        if (other != null) {
            LOG.warn(
                    "Kamelet {} is left out: {} is the integration type {} already. Give it another label"
                            + " siem.router/integration-type.",
                    file,
                    other.kamelet(),
                    type.name());
        }
    }

    private static Optional<IntegrationType> read(String file, byte[] bytes) {
        try {
            return KameletReader.read(bytes);
        } catch (IllegalArgumentException unusable) {
            LOG.warn("Kamelet {} is left out: {}.", file, unusable.getMessage());
            return Optional.empty();
        }
    }

    private Optional<IntegrationType> inFolder(String file, byte[] bytes, Map<String, byte[]> byName) {
        try {
            Optional<IntegrationType> type =
                    KameletReader.read(bytes).map(read -> read.from(templates.load(read.kamelet(), bytes, byName)));
            type.ifPresentOrElse(usable -> good.put(file, usable), () -> good.remove(file));
            return type;
        } catch (IllegalArgumentException unusable) {
            Optional<IntegrationType> before = Optional.ofNullable(good.get(file));
            before.ifPresent(type -> faults.put(type.name(), file + ": " + unusable.getMessage()));
            LOG.warn(
                    "Kamelet {} {}: {}.",
                    file,
                    before.isPresent() ? "was changed and the one from before goes on" : "is left out",
                    unusable.getMessage());
            return before;
        }
    }

    private Map<String, byte[]> shipped() {
        if (shipped == null) {
            try {
                Map<String, byte[]> found = new TreeMap<>();
                for (Resource resource : shippedResources()) {
                    try (InputStream stream = resource.getInputStream()) {
                        String location = resource.getLocation();
                        found.put(location.substring(location.lastIndexOf('/') + 1), stream.readAllBytes());
                    }
                }
                shipped = found;
            } catch (IOException unreadable) {
                throw new RuntimeCamelException("The Kamelets on the class path cannot be read.", unreadable);
            }
        }
        return shipped;
    }

    private List<Resource> shippedResources() throws IOException {
        try {
            List<Resource> found = new ArrayList<>(PluginHelper.getPackageScanResourceResolver(context)
                    .findResources("classpath:kamelets/*" + KameletFolder.SUFFIX));
            found.sort(Comparator.comparing(Resource::getLocation));
            return found;
        } catch (IOException unreadable) {
            throw unreadable;
        } catch (Exception other) {
            throw new IOException(other);
        }
    }
}
