package routes.integration.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Placeholders placeholders = new Placeholders(context);

    /** A vault whose secrets are their own names. */
    @BeforeEach
    void add_a_vault() {
        context.getPropertiesComponent().addPropertiesFunction(new PropertiesFunction() {
            @Override
            public String getName() {
                return "echo";
            }

            @Override
            public String apply(String name) {
                return name.equals("nested") ? "{{env:PATH}} ${sys.user.home} #class:java.lang.String" : name;
            }
        });
    }

    @Test
    void a_reference_is_resolved_once_and_its_value_is_never_looked_into() {
        assertThat(placeholders.resolve("{{echo:nested}}"))
                .isEqualTo("{{env:PATH}} ${sys.user.home} #class:java.lang.String");
        assertThat(placeholders.resolve("https://{{echo:a}}:{{echo:1}}/")).isEqualTo("https://a:1/");
        assertThat(placeholders.resolve("{{env:NO_SUCH_VARIABLE:otherwise}}")).isEqualTo("otherwise");
        assertThat(placeholders.resolve("{{?env:NO_SUCH_VARIABLE}}")).isEmpty();
        assertThat(placeholders.resolve("no reference, ${user} #class:a")).isEqualTo("no reference, ${user} #class:a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{siem.api.token-hunter2}}",
                "{{hunter2",
                "{{echo:{{echo:hunter2}}}}",
                "{{no-such:hunter2}}",
                "{{env:NO_SUCH_HUNTER2}}"
            })
    void what_is_no_reference_or_leads_to_nothing_is_refused_without_being_quoted(String text) {
        assertThatThrownBy(() -> placeholders.resolve(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{{")
                .message()
                .doesNotContainIgnoringCase("hunter2");
    }

    @Test
    void a_secret_in_a_file_is_its_bytes_but_for_the_line_break_at_the_end(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), " {{env:PATH}} #class:a \t\r\n");
        assertThat(SecretReferences.content(file.toString())).isEqualTo(" {{env:PATH}} #class:a \t");
    }
}
