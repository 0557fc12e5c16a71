package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged router serves what the document that it answers names, and nothing else; each answer is held against it as well. */
class ContractIT {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY");

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: my-sink
              labels: { siem.router/integration-type: my_own }
            spec:
              definition:
                title: Mine
                required: [shelf]
                properties:
                  shelf: { title: Shelf, type: string, pattern: "[a-z]+" }
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - log: "${body}"
            """;

    @TempDir
    private static Path work;

    private static RouterProcess router;
    private static JsonNode document;

    @BeforeAll
    static void start() throws IOException {
        Path kamelets = Files.createDirectories(work.resolve("my-kamelets"));
        Files.writeString(kamelets.resolve("my-sink.kamelet.yaml"), KAMELET);
        router = RouterProcess.start(work, Map.of("SIEM_KAMELETS_DIR", kamelets.toString()));
        document = new ObjectMapper().readTree(send("GET", "/api/openapi.json").body());
    }

    @AfterAll
    static void stop() {
        router.close();
    }

    @Test
    void each_call_of_the_document_is_served_and_no_other_method_of_its_path() {
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            Set<String> named = methods(path.getKey());
            for (String method : METHODS) {
                String call = method + " " + path.getKey();
                HttpResponse<String> answer = send(method, path.getKey().replaceAll("\\{[a-z]+}", "none"));
                if (named.contains(method)) {
                    assertThat(answer.statusCode()).as(call).isNotEqualTo(405);
                    assertThat(answer.body()).as(call).doesNotContain("/problems/no_such_path");
                } else {
                    assertThat(answer.statusCode()).as(call).isEqualTo(405);
                    assertThat(answer.headers().firstValue("Allow")).as(call).contains(String.join(", ", named));
                }
            }
        }
    }

    /** Sorted; an id may be any word, so that a path which is fixed takes what one with a place takes. */
    private static Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        document.get("paths").properties().stream()
                .filter(other -> path.matches(other.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
                .forEach(other -> other.getValue()
                        .fieldNames()
                        .forEachRemaining(part -> methods.add(part.toUpperCase(Locale.ROOT))));
        methods.retainAll(METHODS);
        return methods;
    }

    @Test
    void the_schemas_of_all_types_are_in_it_those_of_a_folder_of_kamelets_too() {
        JsonNode types =
                json(send("GET", RouterApi.INTEGRATIONS + "/types").body()).get("data");
        JsonNode schemas = document.at("/components/schemas");

        assertThat(types).extracting(type -> type.get("type").asText()).contains("splunk_hec", "my_own");
        for (JsonNode type : types) {
            String name = type.get("type").asText();
            assertThat(schemas.get(name)).isEqualTo(type.get("schema"));
            assertThat(references("NewIntegration")).contains(name);
            assertThat(references("ChangedIntegration")).contains(name + ".changed");
        }
        assertThat(schemas.at("/my_own/required").toString()).contains("shelf");
        assertThat(schemas.get("my_own.changed").at("/properties/shelf/anyOf")).hasSize(2);
    }

    /** Generators of clients name classes by them. */
    @Test
    void no_two_schemas_have_the_same_title() {
        List<String> titles = document.at("/components/schemas").properties().stream()
                .filter(schema -> schema.getValue().has("title"))
                .map(schema -> schema.getValue().get("title").asText())
                .toList();

        assertThat(titles).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void whatever_it_refers_to_is_in_it() {
        List<JsonNode> references = document.findValues("$ref");

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.asText().substring(1)).isMissingNode())
                .as(reference.asText())
                .isFalse());
    }

    @Test
    void it_says_in_its_own_words_which_calls_need_no_token() {
        assertThat(document.at("/paths/~1health~1live/get/security")).isEmpty();
        assertThat(document.at("/paths/~1metrics/get/x-role").asText()).isEqualTo("anyone");
        assertThat(document.at("/paths/~1api~1v1~1events/post").has("security")).isFalse();
    }

    private static List<String> references(String schema) {
        return document.at("/components/schemas/" + schema).findValuesAsText("$ref").stream()
                .map(reference -> reference.replace("#/components/schemas/", ""))
                .toList();
    }

    private static HttpResponse<String> send(String method, String path) {
        return router.api().send(method, path, new byte[0]);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException malformed) {
            throw new AssertionError(text, malformed);
        }
    }
}
