package routes.integration.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an integration type says of the variables that make one. */
class TypeEnvironmentTest {

    private static final Path TELEGRAPH =
            Path.of("src/test/resources/integration/environment/siem-telegraph-sink.kamelet.yaml");

    @Test
    void it_has_the_words_that_choose_it_and_what_the_integrations_file_would_have() throws IOException {
        EnvironmentForm form = type("", "").environment().orElseThrow();

        assertThat(form.words()).containsExactlyInAnyOrder("telegraph", "wire");
        assertThat(form.entry().path("facility").asText()).isEqualTo("{{env:TELEGRAPH_FACILITY:16}}");
        assertThat(form.entry().at("/key/env").asText()).isEqualTo("TELEGRAPH_KEY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "siem.router/siem-type: \"telegraph, wire\"|siem.router/siem-type: \"\"|expected the words of SIEM_TYPE",
                "siem.router/environment: |siem.router/other: |in the other fields with their values in YAML",
                "  is_loud: \"{{env:TELEGRAPH_LOUD}}\"|  isLoud: \"{{env:TELEGRAPH_LOUD}}\"|field isLoud: expected the field",
                "  key: {env: TELEGRAPH_KEY}|  key: dot-dash|field key: expected the field",
                "  key: {env: TELEGRAPH_KEY}|  key: {file: /key}|field key: expected the field",
                "  office: \"{{env:TELEGRAPH_OFFICE}}\"|  office: {env: TELEGRAPH_OFFICE}|field office: expected the field",
                "  office: \"{{env:TELEGRAPH_OFFICE}}\"|  office: \"|environment: not YAML"
            })
    void a_type_that_cannot_say_it_is_none_and_the_place_is_named(String right, String wrong, String said) {
        assertThatThrownBy(() -> type(right, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("annotations siem.router/siem-type and siem.router/environment: ")
                .hasMessageContaining(said)
                .message()
                .doesNotContain("dot-dash");
    }

    @Test
    void the_form_from_before_is_told_the_one_of_now() {
        assertThatThrownBy(() -> KameletReader.read(
                        """
                        metadata:
                          annotations:
                            siem.router/environment: |-
                              SIEM_TYPE = wire
                              url = telegraph://${HOST}:${PORT:514}
                          labels: {siem.router/integration-type: wire}
                        spec: {definition: {properties: {url: {type: string}}}}
                        """
                                .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as url: \"{{env:NAME}}\"");
    }

    private static IntegrationType type(String right, String wrong) throws IOException {
        String text = Files.readString(TELEGRAPH);
        assertThat(text).contains(right);
        return KameletReader.read(text.replace(right, wrong).getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }
}
