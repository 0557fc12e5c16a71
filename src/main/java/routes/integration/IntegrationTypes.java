package routes.integration;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The integration types there are: the sink Kamelets on the class path, and those in a folder, which win by name. The folder is
 * looked at again on each question, so that a Kamelet dropped into it is a type without a restart.
 */
public final class IntegrationTypes {

    private static final Logger LOG = LoggerFactory.getLogger(IntegrationTypes.class);

    private final CamelContext context;
    private final KameletFolder folder;
    private Map<String, byte[]> shipped;
    private List<KameletFolder.Entry> seen;
    private Map<String, IntegrationType> types = Map.of();

    public IntegrationTypes(CamelContext context, KameletFolder folder) {
        this.context = context;
        this.folder = folder;
    }

    /** Sorted by name. */
    public List<IntegrationType> all() {
        return List.copyOf(current().values());
    }

    public Optional<IntegrationType> named(String name) {
        return Optional.ofNullable(current().get(name));
    }

    private synchronized Map<String, IntegrationType> current() {
        List<KameletFolder.Entry> now = folder.entries();
        if (!now.equals(seen)) {
            Map<String, byte[]> kamelets = new TreeMap<>(shipped());
            folder.read(now).forEach(kamelets::put);
            types = read(kamelets);
            seen = now;
        }
        return types;
    }

    private static Map<String, IntegrationType> read(Map<String, byte[]> kamelets) {
        Map<String, IntegrationType> types = new TreeMap<>();
        kamelets.forEach((file, bytes) -> {
            try {
                KameletReader.read(bytes).ifPresent(type -> {
                    IntegrationType other = types.putIfAbsent(type.name(), type);
                    if (other != null) {
                        LOG.warn(
                                "Kamelet {} is left out: {} is the integration type {} already. Give it another label"
                                        + " siem.router/integration-type.",
                                file,
                                other.kamelet(),
                                type.name());
                    }
                });
            } catch (IllegalArgumentException unusable) {
                LOG.warn("Kamelet {} is left out: {}.", file, unusable.getMessage());
            }
        });
        return types;
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
