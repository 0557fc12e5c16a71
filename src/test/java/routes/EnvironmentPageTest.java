package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about variables names all that a Kamelet takes. */
class EnvironmentPageTest {

    private static final Path PAGE = Path.of("docs/environment.md");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)");
    private static final Pattern WORDS = Pattern.compile("SIEM_TYPE = (.*)");

    static List<KameletFile> configuredByVariables() {
        return KameletFile.in(Path.of("kamelets")).stream()
                .filter(kamelet -> !annotation(kamelet).isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("configuredByVariables")
    void every_word_and_variable_of_a_kamelet_is_on_the_page(KameletFile kamelet) throws IOException {
        String page = Files.readString(PAGE);
        List<String> variables = VARIABLE.matcher(annotation(kamelet))
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> words = WORDS.matcher(annotation(kamelet))
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(", ", -1)))
                .toList();

        assertThat(variables).isNotEmpty().allSatisfy(name -> assertThat(page).contains(name));
        assertThat(words).isNotEmpty().allSatisfy(word -> assertThat(page).contains(word));
        assertThat(page).contains("SIEM_TYPE=" + words.get(0));
    }

    private static String annotation(KameletFile kamelet) {
        return kamelet.annotation("siem.router/environment");
    }
}
