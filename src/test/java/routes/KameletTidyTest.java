package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KameletTidyTest {

    private static final Path FOLDER = Path.of("kamelets");

    private static final String TIDY =
            """
            # In: an event. Out: nothing.
            metadata:
              name: demo-sink
              annotations:
                camel.apache.org/kamelet.icon: "data:image/png;base64,AA=="
                camel.apache.org/provider: "siem-router"
                camel.apache.org/catalog.version: "0.1.0"
                camel.apache.org/kamelet.support.level: "Preview"
                siem.router/batch.max-events: "1000"
                siem.router/batch.max-bytes: "1000000"
                siem.router/address: "${url}"
                siem.router/siem-type: "demo"
                siem.router/environment: |-
                  url: "http://{{env:DEMO_HOST}}:{{env:DEMO_PORT:80}}"
                  token: {env: DEMO_TOKEN}
              labels:
                camel.apache.org/kamelet.type: "sink"
                siem.router/integration-type: "demo"
            spec:
              definition:
                title: Demo Sink
                description: Sends to nowhere.
                type: object
                required: [url, token]
                properties:
                  url: {title: URL, description: Where to., type: string, pattern: "^https?://.*$", example: "http://a"}
                  token: {title: Token, description: Who., type: string, format: password, x-descriptors: [urn:camel:group:credentials]}
                  retries: {title: Retries, description: How often., type: integer, minimum: "0", default: 3}
              dependencies: ["camel:core"]
              template:
                beans: [{name: writer, type: "#class:x.Writer"}]
                from:
                  uri: "kamelet:source"
                  steps:
                    - removeHeaders: {pattern: "*", excludePattern: "CamelRedeliver.*"}
                    - choice: {when: [{simple: "true", steps: [{setHeader: {name: A, constant: b}}]}]}
                    - to: "{{url}}?a={{?token}}&b={{retries}}&c={{writer}}&d={{routeId}}"
                    - removeHeaders: {pattern: "*"}
            """;

    static List<KameletFile> kamelets() {
        return KameletFile.in(FOLDER);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void every_kamelet_is_tidy(KameletFile kamelet) {
        assertThat(KameletRules.violations(kamelet)).isEmpty();
    }

    @Test
    void kamelets_are_tidy_together() {
        assertThat(KameletRules.violationsAmong(kamelets())).isEmpty();
    }

    @Test
    void the_example_of_the_rules_is_tidy() {
        assertThat(KameletRules.violations(KameletFile.of("demo-sink.kamelet.yaml", TIDY)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# In|x: y # In|line 1: expected a comment",
                "name: demo-sink|name: other-sink|metadata.name: expected the file's name",
                "\"sink\"|\"drain\"|kamelet.type: expected one of source",
                "\"sink\"|\"action\"|metadata.name: expected to end with -action",
                "data:image/png|http://icons|kamelet.icon: expected a data:image URI",
                "camel.apache.org/provider|x|provider: expected to be there",
                "\"Preview\"|\"Alpha\"|support.level: expected Preview or Stable",
                "\"camel:core\"|\"core\"|dependencies: expected camel:",
                "Demo Sink|Demo|title: expected to end with Sink",
                "type: object|type: list|definition.type: expected object",
                "[url, token]|[url, url]|required: expected url once",
                "[url, token]|[url, other]|required: expected other among",
                "&b={{retries}}|.|retries: expected to be used",
                "{{url}}|{{url}}{{path}}|{{path}}: expected a property",
                ", excludePattern: \"CamelRedeliver.*\"}|}|removeHeaders: expected excludePattern",
                "\"CamelRedeliver.*\"|\"X-.*\"|removeHeaders: expected excludePattern",
                "setHeader: {name: A, constant: b}|removeHeaders: {pattern: \".*\"}|removeHeaders: expected excludePattern",
                "setHeader: {name: A, constant: b}|removeHeaders: {pattern: \"Camel*\"}|removeHeaders: expected excludePattern",
                "kamelet:source|direct:x|template: expected to start from kamelet:source",
                "\"demo\"|\"Demo-Type\"|integration-type: expected lower-case",
                "max-bytes: \"1000000\"|max-bytes: \"1 MB\"|batch.max-bytes: expected a whole number",
                "siem-type: \"demo\"|siem-type: \"a demo\"|siem-type: expected words",
                "siem.router/siem-type|siem.router/other|siem-type: expected words",
                "siem.router/environment|siem.router/other|environment: expected fields",
                "  token: {env|  grant: {env|environment: expected grant among",
                "token: {env: DEMO_TOKEN}|token: DEMO_TOKEN|environment: expected ^",
                "token: {env: DEMO_TOKEN}|token: \"{{env:DEMO_TOKEN}}\"|in token",
                "http://{{env:DEMO_HOST}}:{{env:DEMO_PORT:80}}|http://{{env:host}}|in url",
                "  url: \"http://{{env:DEMO_HOST}}:{{env:DEMO_PORT:80}}\"|  retries: \"{{env:DEMO_RETRIES}}\"|environment: expected a line for url",
                "address: \"${url}\"|address: \"${site}\"|address: expected site among",
                "title: URL|title: url|property url: title: expected a capital",
                "title: Retries|title: A Retry|property retries: title: expected no article",
                "description: How often.|x: y|property retries: description: expected one",
                "type: integer|type: object|property retries: type: expected string",
                "retries|Retries|property Retries: name: expected camelCase",
                "retries|id|property id: name: expected another",
                "token|grant|property grant: format: expected password",
                "format: password,|.: .,|property token: format: expected password",
                "[urn:camel:group:credentials]|[]|x-descriptors: expected urn:camel:group:credentials",
                "[urn:camel|[urn:alm:x, urn:camel|x-descriptors: expected urn:camel:, not",
                "credentials]|credentials, urn:camel:group:credentials]|x-descriptors: expected each once",
                "format: password|format: password, default: x|property token: default: expected none",
                "pattern: \"^https?://.*$\",|.: .,|property url: pattern: expected one",
                "minimum: \"0\"|minimum: 0|property retries: minimum: expected quotes",
                "minimum: \"0\"|.: .|property retries: minimum: expected one for an integer",
                "minimum: \"0\"|minimum: \"4\"|property retries: default: expected to fit",
                "minimum: \"0\"|maximum: \"2\"|property retries: default: expected to fit",
                "default: 3|default: \"3\"|property retries: default: expected to fit",
                "\"http://a\"|\"ftp://a\"|property url: example: expected to fit"
            })
    void every_rule_bites(String tidy, String untidy, String violation) {
        assertThat(TIDY).contains(tidy);

        List<String> found =
                KameletRules.violations(KameletFile.of("demo-sink.kamelet.yaml", TIDY.replace(tidy, untidy)));
        assertThat(found).anySatisfy(message -> assertThat(message)
                .startsWith("demo-sink.kamelet.yaml: ")
                .contains(violation));
    }

    @Test
    void two_kamelets_need_titles_types_and_descriptions_of_their_own_and_one_version() {
        List<KameletFile> two = List.of(
                KameletFile.of("demo-sink.kamelet.yaml", TIDY),
                KameletFile.of("twin-sink.kamelet.yaml", TIDY.replace("\"0.1.0\"", "\"0.2.0\"")));

        assertThat(KameletRules.violationsAmong(two)).hasSize(4).allSatisfy(message -> assertThat(message)
                .startsWith("twin-sink.kamelet.yaml: "));
    }
}
