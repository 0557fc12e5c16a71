package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar's routes can be replaced and added to from a folder, without building anything; Kamelets: {@link AddingADestinationIT}. */
class OverridesIT {

    private static final String ROUTES =
            """
            # Replaces the jar's route of this id. In: a scrape. Out: a text of our own.
            - route:
                id: metrics
                routePolicy: role-anyone
                from:
                  uri: platform-http:/metrics
                  steps:
                    - setHeader: { name: Content-Type, constant: "text/plain" }
                    - setBody: { constant: "replaced" }
            """;

    private static final String MORE_ROUTES =
            """
            # Adds a path. In: a greeting. Out: another one.
            - route:
                id: greeting
                from:
                  uri: platform-http:/greeting
                  steps:
                    - setBody: { constant: "added" }
            """;

    @Test
    void a_route_file_replaces_the_route_of_its_id_and_adds_others(@TempDir Path work) throws IOException {
        Path routes = Files.createDirectories(work.resolve("my-routes"));
        Files.writeString(routes.resolve("metrics.camel.yaml"), ROUTES);
        Files.writeString(routes.resolve("greeting.camel.yaml"), MORE_ROUTES);

        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_ROUTES_DIR", routes.toString()));
                Collector collector = Collector.start()) {
            RouterApi api = router.api();
            assertThat(api.send("GET", "/metrics", new byte[0], "Authorization", "none")
                            .body())
                    .isEqualTo("replaced");
            assertThat(api.send("GET", "/greeting", new byte[0]).body()).isEqualTo("added");

            // and the routes that nobody replaced still do their work
            String integration = api.createIntegration(collector.integration());
            api.accept(Traffic.events("still", 0, 5));
            api.awaitDelivered(integration, 5);
            assertThat(collector.ids()).isEqualTo(Traffic.ids("still", 0, 5));
        }
    }

    @Test
    void a_route_that_cannot_be_made_is_named_with_its_file(@TempDir Path work) throws IOException {
        Path routes = Files.createDirectories(work.resolve("my-routes"));
        Files.writeString(
                routes.resolve("greeting.camel.yaml"),
                MORE_ROUTES.replace("constant: \"added\"", "simple: \"${bodyy}\""));

        RouterProcess refused = RouterProcess.launch(work, Map.of("SIEM_ROUTES_DIR", routes.toString()));

        assertThat(refused.awaitExit()).as(refused.log()).isEqualTo(1);
        assertThat(refused.log())
                .containsPattern("siem-router: route greeting in file:.*/greeting\\.camel\\.yaml: .*bodyy");
    }
}
