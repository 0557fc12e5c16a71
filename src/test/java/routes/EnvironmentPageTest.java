package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.integration.type.EnvironmentForm;

/** The page about variables names all that a Kamelet takes. */
class EnvironmentPageTest {

    private static final Path PAGE = Path.of("docs/environment.md");

    static List<KameletFile> configuredByVariables() {
        return KameletFile.in(Path.of("kamelets")).stream()
                .filter(kamelet -> kamelet.environment().isObject())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("configuredByVariables")
    void every_word_and_variable_of_a_kamelet_is_on_the_page(KameletFile kamelet) throws IOException {
        String page = Files.readString(PAGE);
        List<String> variables = new ArrayList<>();
        kamelet.environment().forEach(value -> {
            KameletRules.VARIABLE.matcher(value.asText()).results().forEach(found -> variables.add(found.group(1)));
            KameletRules.SECRET_VARIABLE
                    .matcher(value.toString())
                    .results()
                    .forEach(found -> variables.add(found.group(1)));
        });
        List<String> words = List.of(kamelet.annotation("siem.router/siem-type").split(", ", -1));

        assertThat(variables)
                .hasSizeGreaterThanOrEqualTo(kamelet.environment().size())
                .allSatisfy(name -> assertThat(page).contains(name));
        assertThat(variables)
                .filteredOn(name -> name.startsWith("SIEM_"))
                .allSatisfy(name -> assertThat(EnvironmentForm.SHARED).contains(name));
        assertThat(words).isNotEmpty().allSatisfy(word -> assertThat(page).contains(word));
        assertThat(page).contains("SIEM_TYPE=" + words.get(0));
    }
}
