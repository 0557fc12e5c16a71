package routes.integration;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The route templates of the Kamelets in the folder, each version of a file under a name of its own: Camel reads a Kamelet once and
 * keeps what it read for good. So an edited one stands beside the one before, which goes on until nobody uses it, and takes over again
 * where the new one turns out not to work. The name is the Kamelet's with a hash of the file, so what is put back is what it was.
 */
final class KameletTemplates {

    private static final int HASH_BYTES = 5;

    private final CamelContext context;
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    KameletTemplates(CamelContext context) {
        this.context = context;
    }

    /**
     * Loads this version unless it is there.
     *
     * @param name of the Kamelet
     * @return the template's name
     * @throws IllegalArgumentException where Camel cannot read it
     */
    String load(String name, byte[] kamelet) {
        String version = name + "-" + hash(kamelet);
        if (!loaded.contains(version)) {
            RouteTemplateDefinition template = read(version, kamelet);
            template.setId(version);
            try {
                model().addRouteTemplateDefinition(template);
            } catch (Exception refused) {
                throw unusable(refused);
            }
            loaded.add(version);
        }
        return version;
    }

    /** Forgets all versions but these. */
    void forgetAllBut(Collection<String> names) {
        for (String version : List.copyOf(loaded)) {
            if (!names.contains(version)) {
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

    private RouteTemplateDefinition read(String version, byte[] kamelet) {
        Resource resource = ResourceHelper.fromBytes(version + KameletFolder.SUFFIX, kamelet);
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
            throw unusable(unreadable);
        }
        throw new IllegalArgumentException("it has no template");
    }

    private static IllegalArgumentException unusable(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return new IllegalArgumentException(
                "Camel cannot read it: " + root.getClass().getSimpleName() + ": " + message, failure);
    }

    private Model model() {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    private static String hash(byte[] kamelet) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(kamelet);
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
