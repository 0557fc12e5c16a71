package routes;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import routes.disk.UnreadFiles;

/**
 * Adds the routes of a folder's {@code *.camel.yaml} files to those of the jar, before any is started. A route or template with
 * the id of one of the jar's takes its place, which Camel itself refuses; a configuration does so for the folder's own routes only,
 * because the jar's routes have theirs by then.
 */
final class RouteFolder {

    private static final String SUFFIX = ".camel.yaml";

    private final Path folder;

    RouteFolder(Path folder) {
        this.folder = folder;
    }

    void addTo(CamelContext context) throws Exception {
        Collection<RoutesBuilder> files = PluginHelper.getRoutesLoader(context).findRoutesBuilders(resources(context));
        for (RoutesBuilder file : files) {
            if (file instanceof RouteConfigurationsBuilder configurations) {
                configurations.updateRouteConfigurationsToCamelContext(context);
            }
        }
        for (RoutesBuilder file : files) {
            context.addRoutes(file);
        }
        keepLastTemplates(context.getCamelContextExtension().getContextPlugin(Model.class));
        for (RoutesBuilder file : files) {
            context.addTemplatedRoutes(file);
        }
    }

    private List<Resource> resources(CamelContext context) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("SIEM_ROUTES_DIR = " + folder + ": expected a folder of *" + SUFFIX
                    + " files. Create it, or do not set the variable.");
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            found.forEach(files::add);
        }
        new UnreadFiles("SIEM_ROUTES_DIR", SUFFIX).tell(files);
        return files.stream()
                .filter(file -> file.toString().endsWith(SUFFIX))
                .sorted()
                .map(file -> ResourceHelper.resolveResource(context, "file:" + file.toAbsolutePath()))
                .toList();
    }

    /** Of routes Camel keeps the last of one id by itself, of templates it keeps all and uses the first. */
    private static void keepLastTemplates(Model model) throws Exception {
        Map<String, RouteTemplateDefinition> last = new HashMap<>();
        for (RouteTemplateDefinition template : List.copyOf(model.getRouteTemplateDefinitions())) {
            RouteTemplateDefinition before = last.put(template.getId(), template);
            if (before != null) {
                model.removeRouteTemplateDefinition(before);
            }
        }
    }
}
