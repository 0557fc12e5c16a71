package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.scheduler.SchedulerComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIEM_LIB_DIR: jars that join the class path, however the router is started; and those that do not. */
class LibraryFolderIT {

    private static final String ROUTE =
            """
            # Makes an event by a component that the product does not have. In: the time. Out: an event.
            - route:
                id: own-scheduler
                startupOrder: 970
                from:
                  uri: scheduler:own
                  parameters: { repeatCount: 1 }
                  steps:
                    - setBody: { constant: '{"id":"own-1","event_type":"quota.exceeded","occurred_at":"2026-05-26T10:14:00Z"}' }
                    - to: direct:accept
                    - log: "said: ${body}"
            """;

    @TempDir
    private Path work;

    private Path jars;
    private Map<String, String> environment;

    @BeforeEach
    void make_a_folder_of_jars_and_one_of_routes() throws IOException {
        jars = Files.createDirectories(work.resolve("jars"));
        Path routes = Files.createDirectories(work.resolve("routes"));
        Files.writeString(routes.resolve("scheduler.camel.yaml"), ROUTE);
        environment = new HashMap<>(Map.of("SIEM_ROUTES_DIR", routes.toString(), "SIEM_LIB_DIR", jars.toString()));
    }

    @Test
    void a_component_and_an_event_type_of_a_jar_are_there_under_java() throws Exception {
        components_and_types_are_there(RouterProcess::start);
    }

    @Test
    void and_by_the_start_script() throws Exception {
        components_and_types_are_there(RouterProcess::startByScript);
    }

    private void components_and_types_are_there(BiFunction<Path, Map<String, String>, RouterProcess> start)
            throws Exception {
        copy(SchedulerComponent.class, "camel-scheduler.jar");
        jarOfTypes();
        try (RouterProcess router = start.apply(work, environment)) {
            Await.until("the route said something", () -> router.log().contains("said: "), router::log);
            assertThat(router.log())
                    .contains("own-scheduler said: 1 event accepted, 0 rejected")
                    .doesNotContain("SIEM_LIB_DIR");
        }
        RouterProcess verified = RouterProcess.launch(work, environment, "journal", "verify");
        assertThat(verified.awaitExit()).as(verified.log()).isZero();
    }

    @Test
    void of_a_second_version_the_product_s_is_used_and_both_are_named() throws Exception {
        copy(SchedulerComponent.class, "a-scheduler.jar");
        copy(SchedulerComponent.class, "b-scheduler.jar");
        copy(DirectComponent.class, "camel-direct-4.0.0.jar");
        jarOfTypes();
        try (RouterProcess router = RouterProcess.start(work, environment)) {
            assertThat(router.log())
                    .containsPattern(
                            "SIEM_LIB_DIR: camel-direct-4\\.0\\.0\\.jar has classes that camel-direct-4\\.18\\.0\\.jar has"
                                    + " too; those of camel-direct-4\\.18\\.0\\.jar, the product's, are used")
                    .contains("SIEM_LIB_DIR: b-scheduler.jar has classes that a-scheduler.jar has too;"
                            + " those of a-scheduler.jar, the first by name, are used");
        }
    }

    @Test
    void a_folder_that_is_not_there_ends_the_start_with_a_sentence() {
        environment.put("SIEM_LIB_DIR", work.resolve("none").toString());
        isRefused("none: expected a folder of jars. Create it, or do not set the variable.");
    }

    @Test
    void a_jar_that_is_broken_ends_the_start_and_is_named() throws IOException {
        Files.writeString(jars.resolve("half.jar"), "PK");
        isRefused("half.jar cannot be read as a jar. Copy it there again, or take it out.");
    }

    @Test
    void what_others_could_write_to_ends_the_start() throws Exception {
        Path jar = copy(SchedulerComponent.class, "camel-scheduler.jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-r--"));
        isRefused("camel-scheduler.jar can be written to by others, who could run code in the router.");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(jars, PosixFilePermissions.fromString("rwxr-xrwx"));
        isRefused("jars can be written to by others, who could run code in the router.");
    }

    @Test
    void a_jar_of_another_user_ends_the_start() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a file away");
        Path jar = copy(SchedulerComponent.class, "camel-scheduler.jar");
        Files.setOwner(jar, jar.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        isRefused("camel-scheduler.jar belongs to nobody, who could run code in the router. Expected root");
    }

    @Test
    void a_link_into_a_folder_of_others_ends_the_start() throws Exception {
        Path jar = copy(SchedulerComponent.class, "camel-scheduler.jar");
        Path open = Files.createDirectories(work.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createSymbolicLink(jars.resolve("linked.jar"), Files.move(jar, open.resolve("real.jar")));
        isRefused("open can be written to by others, who could run code in the router.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../open/more.jar",
                "file:///tmp/more.jar",
                "beside.jar https://127.0.0.1/more.jar",
                "%2e%2e%2fmore.jar"
            })
    void a_jar_that_names_jars_elsewhere_ends_the_start(String classPath) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        new JarOutputStream(Files.newOutputStream(jars.resolve("leads-away.jar")), manifest).close();
        isRefused("leads-away.jar names jars of other folders in the Class-Path of its manifest.");
    }

    @Test
    void a_folder_without_a_jar_is_warned_of() throws IOException {
        Files.delete(work.resolve("routes/scheduler.camel.yaml"));
        try (RouterProcess router = RouterProcess.start(work, environment)) {
            assertThat(router.log()).contains("SIEM_LIB_DIR = " + jars + ": there is no *.jar in this folder.");
        }
    }

    private void isRefused(String sentence) {
        RouterProcess refused = RouterProcess.launch(work, environment);
        assertThat(refused.awaitExit()).as(refused.log()).isEqualTo(1);
        assertThat(refused.log())
                .contains("siem-router: SIEM_LIB_DIR", sentence)
                .doesNotContain("\tat ");
        assertThat(work.resolve("data")).doesNotExist();
    }

    private Path copy(Class<?> of, String name) throws IOException, URISyntaxException {
        Path jar =
                Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Files.copy(jar, jars.resolve(name));
    }

    private void jarOfTypes() throws IOException {
        String table = "META-INF/siem-router/event-types.txt";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(jars.resolve("types.jar")))) {
            jar.putNextEntry(new JarEntry(table));
            Files.copy(Path.of("src/test/types").resolve(table), jar);
            jar.closeEntry();
        }
    }
}
