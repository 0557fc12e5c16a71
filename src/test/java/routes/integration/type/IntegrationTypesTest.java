package routes.integration.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.integration.Fixtures;

final class IntegrationTypesTest {

    private static final String PIGEON = "siem-pigeon-sink.kamelet.yaml";

    @TempDir
    private Path folder;

    @Test
    void a_type_is_what_its_kamelet_says() {
        IntegrationType type = Fixtures.type("splunk_hec");

        assertThat(type.kamelet()).isEqualTo("siem-splunk-hec-sink");
        assertThat(type.parameters())
                .extracting(Parameter::name, Parameter::field, Parameter::isSecret, Parameter::isTarget)
                .contains(
                        tuple("sourceType", "source_type", false, false),
                        tuple("token", "token", true, false),
                        tuple("url", "url", false, true));
        assertThat(type.batch()).isEqualTo(new BatchLimits(400, 900_000, 0, "single"));
    }

    @Test
    void secrets_are_write_only_in_the_schema() {
        JsonNode properties = Fixtures.type("splunk_hec").schema().get("properties");

        assertThat(properties.at("/token/writeOnly").asBoolean()).isTrue();
        assertThat(properties.at("/url").has("writeOnly")).isFalse();
    }

    @Test
    void the_largest_request_is_the_batch_s_and_no_field_of_its_own() {
        JsonNode properties = Fixtures.type("splunk_hec").schema().get("properties");

        assertThat(properties.has("max_bytes")).isFalse();
        assertThat(properties.at("/batch/properties/max_bytes/default").asInt()).isEqualTo(900_000);
    }

    @Test
    void numbers_that_a_kamelet_has_in_quotes_are_numbers() {
        JsonNode beats = Fixtures.type("pigeon").schema().at("/properties/wing_beats");

        assertThat(beats.get("minimum").isNumber()).isTrue();
        assertThat(beats.get("maximum").asInt()).isEqualTo(20);
        assertThat(beats.get("default").isInt() || beats.get("default").isLong())
                .isTrue();
    }

    @Test
    void everything_but_policy_allow_and_the_router_s_own_is_chosen_unless_said_otherwise() {
        JsonNode types = Fixtures.type("pigeon").schema().at("/properties/event_types");

        assertThat(types.at("/items/enum")).hasSize(30);
        assertThat(types.get("default")).hasSize(16);
        assertThat(types.get("default").toString()).contains("audit.redact").doesNotContain("policy.allow", "router.");
    }

    @Test
    void a_kamelet_dropped_into_the_folder_becomes_a_type_and_goes_with_its_file() throws IOException {
        IntegrationTypes types = typesOf(folder);
        assertThat(types.named("pigeon")).isEmpty();

        Files.copy(Fixtures.KAMELETS.resolve(PIGEON), folder.resolve(PIGEON));
        assertThat(types.named("pigeon")).isPresent();

        Files.delete(folder.resolve(PIGEON));
        assertThat(types.named("pigeon")).isEmpty();
    }

    @Test
    void a_broken_kamelet_keeps_no_other_from_being_a_type() throws IOException {
        Files.copy(Fixtures.KAMELETS.resolve(PIGEON), folder.resolve(PIGEON));
        Files.writeString(folder.resolve("a.kamelet.yaml"), "metadata: [");
        Files.writeString(
                folder.resolve("b.kamelet.yaml"),
                """
                metadata: {labels: {siem.router/integration-type: b}}
                spec: {definition: {properties: {batch: {type: string}}}}
                """);

        assertThat(typesOf(folder).all())
                .extracting(IntegrationType::name)
                .contains("pigeon")
                .doesNotContain("b");
    }

    @Test
    void of_one_that_is_not_yaml_the_line_is_named_and_nothing_is_quoted() {
        assertThatThrownBy(() ->
                        KameletReader.read("metadata:\n  name: a\n  secret: [4417\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not YAML: line 3")
                .hasMessageNotContaining("4417");
    }

    @Test
    void kamelets_are_found_in_a_jar_and_the_folder_wins_by_name() throws IOException {
        Path jar = folder.resolve("kamelets.jar");
        writeJar(jar);
        DefaultCamelContext context = new DefaultCamelContext();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            PluginHelper.getPackageScanResourceResolver(context).addClassLoader(loader);
            IntegrationTypes types = new IntegrationTypes(context, new KameletFolder(Optional.of(folder)));
            assertThat(types.named("pigeon").orElseThrow().title()).isEqualTo("Pigeon Sink");

            String other = Files.readString(Fixtures.KAMELETS.resolve(PIGEON)).replace("Pigeon Sink", "Dove Sink");
            Files.writeString(folder.resolve(PIGEON), other);
            assertThat(types.named("pigeon").orElseThrow().title()).isEqualTo("Dove Sink");
        }
    }

    private static void writeJar(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new JarEntry("kamelets/"));
            entries.putNextEntry(new JarEntry("kamelets/" + PIGEON));
            entries.write(Files.readAllBytes(Fixtures.KAMELETS.resolve(PIGEON)));
        }
    }

    private static IntegrationTypes typesOf(Path folder) {
        return new IntegrationTypes(new DefaultCamelContext(), new KameletFolder(Optional.of(folder)));
    }
}
