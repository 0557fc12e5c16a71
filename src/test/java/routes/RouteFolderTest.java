package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.deliver.LogLines;

final class RouteFolderTest {

    private static final String FILE =
            """
            - routeConfiguration:
                id: failures
                onException:
                  - onException:
                      exception: [java.lang.IllegalStateException]
                      handled: {constant: "true"}
                      steps:
                        - setBody: {constant: "handled by %1$s"}
            - routeTemplate:
                id: greeting
                from:
                  uri: "direct:greeting"
                  steps:
                    - setBody: {constant: "template of %1$s"}
            - route:
                id: plain
                from:
                  uri: "direct:plain"
                  steps:
                    - setBody: {constant: "route of %1$s"}
            - route:
                id: failing-%1$s
                routeConfigurationId: failures
                from:
                  uri: "direct:failing-%1$s"
                  steps:
                    - throwException: {exceptionType: java.lang.IllegalStateException, message: "down"}
            """;

    private static final String INSTANCE =
            """
            - templatedRoute:
                routeId: greeting-instance
                routeTemplateRef: greeting
            """;

    @TempDir
    private Path folder;

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void routes_and_templates_replace_those_of_the_same_id_and_configurations_apply_to_the_folder() throws Exception {
        Path jar = Files.writeString(
                Files.createDirectory(folder.resolve("jar")).resolve("a.yaml"), FILE.formatted("jar"));
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("b.camel.yaml"), FILE.formatted("folder"));
        Files.writeString(mine.resolve("c.camel.yaml"), INSTANCE);
        Files.writeString(mine.resolve("notes.txt"), "not a route");
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + jar));
        new RouteFolder(mine).addTo(context);
        context.start();

        assertThat(answer("plain")).isEqualTo("route of folder");
        assertThat(answer("greeting")).isEqualTo("template of folder");
        assertThat(answer("failing-folder")).isEqualTo("handled by folder");
        assertThat(answer("failing-jar")).isEqualTo("handled by jar");
    }

    @Test
    void a_file_whose_name_ends_otherwise_is_told_with_the_ending_it_needs() throws Exception {
        Files.writeString(folder.resolve("hooks.yaml"), FILE.formatted("hooks"));
        Files.writeString(folder.resolve("used.camel.yaml"), FILE.formatted("folder"));
        try (LogLines log = LogLines.capture()) {
            new RouteFolder(folder).addTo(context);

            assertThat(log.all())
                    .filteredOn(line -> line.startsWith("SIEM_ROUTES_DIR"))
                    .singleElement()
                    .asString()
                    .contains(folder.resolve("hooks.yaml").toString(), ".camel.yaml");
        }
        context.start();
        assertThat(answer("plain")).isEqualTo("route of folder");
    }

    @Test
    void a_folder_that_is_not_there_is_named_with_its_variable() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> new RouteFolder(missing).addTo(context))
                .hasMessageContainingAll("SIEM_ROUTES_DIR = " + missing, "a folder");
    }

    private String answer(String route) {
        return context.createProducerTemplate().requestBody("direct:" + route, "", String.class);
    }
}
