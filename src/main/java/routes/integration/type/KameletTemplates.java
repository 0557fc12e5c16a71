package routes.integration.type;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import routes.disk.Sha256;
import routes.verdict.Retold;

/**
 * The route templates of the Kamelets in the folder, each version of a file under a name of its own: Camel reads a Kamelet once and
 * keeps what it read for good. So an edited one stands beside the one before, which goes on until nobody uses it, and takes over again
 * where the new one turns out not to work. The name is the Kamelet's with a hash of the file, so what is put back is what it was. A Kamelet
 * of the folder that another one calls is called in its version, which is part of the caller's.
 */
final class KameletTemplates {

    private static final int HASH_BYTES = 5;

    private final CamelContext context;
    /** By their names, with those that they call. */
    private final Map<String, Set<String>> loaded = new ConcurrentHashMap<>();

    KameletTemplates(CamelContext context) {
        this.context = context;
    }

    /**
     * Loads this version unless it is there.
     *
     * @param name of the Kamelet
     * @param others all Kamelets of the folder by their names
     * @return the template's name
     * @throws IllegalArgumentException where Camel cannot read it, or one that it calls
     */
    String load(String name, byte[] kamelet, Map<String, byte[]> others) {
        return load(name, kamelet, others, Set.of());
    }

    /** @param callers of it, which it cannot call in their versions */
    private String load(String name, byte[] kamelet, Map<String, byte[]> others, Set<String> callers) {
        RouteTemplateDefinition template = read(name, kamelet);
        Set<String> path = new HashSet<>(callers);
        path.add(name);
        Map<String, String> called = new TreeMap<>();
        for (String other : KameletReferences.of(template)) {
            if (others.containsKey(other) && !path.contains(other)) {
                called.put(other, load(other, others.get(other), others, path));
            }
        }
        String version = name + "-" + hash(kamelet, called.values());
        if (!loaded.containsKey(version)) {
            KameletReferences.replace(template, called);
            template.setId(version);
            add(template);
            loaded.put(version, Set.copyOf(called.values()));
        }
        return version;
    }

    private void add(RouteTemplateDefinition template) {
        try {
            model().addRouteTemplateDefinition(template);
        } catch (Exception refused) {
            throw unusable(template.getId(), refused);
        }
    }

    /** Forgets all versions but these and those that they call. */
    void forgetAllBut(Collection<String> names) {
        Set<String> needed = new HashSet<>();
        names.forEach(name -> addWithCalled(name, needed));
        for (String version : List.copyOf(loaded.keySet())) {
            if (!needed.contains(version)) {
                RouteTemplateDefinition template = model().getRouteTemplateDefinition(version);
                try {
                    model().removeRouteTemplateDefinition(template);
                } catch (Exception stuck) {
                    throw new IllegalStateException("a template that Camel has can be removed", stuck);
                }
                loaded.remove(version);
            }
        }
    }

    private void addWithCalled(String version, Set<String> to) {
        if (to.add(version)) {
            loaded.getOrDefault(version, Set.of()).forEach(called -> addWithCalled(called, to));
        }
    }

    private RouteTemplateDefinition read(String name, byte[] kamelet) {
        Resource resource = ResourceHelper.fromBytes(name + KameletFolder.SUFFIX, kamelet);
        try {
            Collection<RoutesBuilder> builders =
                    PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(resource));
            for (RoutesBuilder each : builders) {
                if (each instanceof RouteBuilder builder) {
                    builder.configureRoutes(context);
                    return builder.getRouteTemplateCollection()
                            .getRouteTemplates()
                            .get(0);
                }
            }
        } catch (Exception unreadable) {
            throw unusable(name, unreadable);
        }
        throw new IllegalArgumentException(name + " has no template");
    }

    private static IllegalArgumentException unusable(String name, Exception failure) {
        Throwable root = Retold.innermost(failure);
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return new IllegalArgumentException(
                "Camel cannot read " + name + ": " + root.getClass().getSimpleName() + ": " + message, failure);
    }

    private Model model() {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    private static String hash(byte[] kamelet, Collection<String> called) {
        MessageDigest digest = Sha256.digest();
        digest.update(kamelet);
        called.forEach(version -> digest.update(version.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }
}
