package routes.integration.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import routes.integration.validation.Validation;

/** What an integration type says of its destinations' replies. */
class TypeVerdictsTest {

    private static final String ANNOTATION = "    siem.router/batch.max-events:";

    @Test
    void a_types_verdicts_are_shown_as_the_default_of_its_integrations() throws IOException {
        IntegrationType type = type("404=again, hec_7=parked");

        assertThat(type.schema().at("/properties/verdicts/default").asText()).isEqualTo("404=again, hec_7=parked");
    }

    @Test
    void a_type_whose_annotation_cannot_be_used_is_none_and_the_entry_is_named() {
        assertThatThrownBy(() -> type("200=again"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("annotation siem.router/verdicts: \"200=again\": expected a status from 300");
    }

    @Test
    void an_integrations_own_are_checked_with_their_place() throws IOException {
        IntegrationType type = type("");
        ObjectNode document = new ObjectMapper()
                .createObjectNode()
                .put("type", type.name())
                .put("url", "https://splunk:8088")
                .put("token", "the-token");

        assertThat(Validation.check(type, document.put("verdicts", "409=delivered"), document)
                        .listed())
                .isEmpty();
        assertThat(Validation.check(type, document.put("verdicts", "409=gone"), document)
                        .listed())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/verdicts");
                    assertThat(fault.code()).isEqualTo("malformed");
                    assertThat(fault.detail()).startsWith("verdicts: \"409=gone\": expected");
                });
    }

    private static IntegrationType type(String verdicts) throws IOException {
        String kamelet = Files.readString(Path.of("kamelets/siem-splunk-hec-sink.kamelet.yaml"))
                .replace(ANNOTATION, "    siem.router/verdicts: \"" + verdicts + "\"\n" + ANNOTATION);
        return KameletReader.read(kamelet.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
