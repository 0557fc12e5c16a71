package routes.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/security.md names tests that there are for each attack, and the long run of attacks is those tests at the lengths it says. */
class SecurityPageTest {

    private static final Path PAGE = Path.of("docs/security.md");
    private static final Path ATTACKS = Path.of("src/test/attacks.txt");
    private static final String REGENERATE = "mvn -q test -Dtest=SecurityPageTest -Dregenerate=true";

    /** A row of the table of lengths: the property, its usual values, and the long one. */
    private static final Pattern LENGTH = Pattern.compile("(?m)^\\| `-D([\\w.]+)` \\| ([\\d and]+) \\| (\\d+) \\|");

    @TestFactory
    Stream<DynamicTest> a_test_that_the_page_names_is_there() throws IOException {
        return NamedTests.in(page()).stream()
                .map(test -> DynamicTest.dynamicTest(
                        test, () -> assertThat(NamedTests.exist(test)).isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> each_attack_has_what_holds_it_and_a_test() throws IOException {
        List<String> rows = section("What an attacker may try")
                .lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("| what |") && !line.startsWith("|---"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(40);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row, () -> {
                    String[] cells = row.split(" *\\| *", -1);
                    assertThat(cells).hasSize(5);
                    assertThat(List.of(cells[1], cells[2])).noneMatch(String::isBlank);
                    assertThat(NamedTests.in(cells[3])).isNotEmpty();
                }));
    }

    @Test
    void the_long_run_is_of_the_tests_that_the_page_names() throws IOException {
        String attacks = attacks();
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(ATTACKS, attacks);
        }
        assertThat(Files.readString(ATTACKS))
                .as("%s is stale; run: %s", ATTACKS, REGENERATE)
                .isEqualTo(attacks);
    }

    @Test
    void each_length_is_read_by_a_test_and_set_by_the_long_run() throws IOException {
        String profile = Files.readString(Path.of("pom.xml")).replaceFirst("(?s).*<id>attack</id>", "");
        String sources = sources();
        List<MatchResult> lengths = LENGTH.matcher(page()).results().toList();
        assertThat(lengths).hasSizeGreaterThan(5);
        for (MatchResult length : lengths) {
            String property = length.group(1);
            assertThat(profile).contains("<%1$s>%2$s</%1$s>".formatted(property, length.group(3)));
            for (String usual : length.group(2).split(" and ", -1)) {
                assertThat(sources).containsPattern(Pattern.compile("\"%s\", %s\\)".formatted(property, usual)));
            }
        }
    }

    private static String attacks() throws IOException {
        return NamedTests.in(section("What an attacker may try")).stream()
                .map(NamedTests::file)
                .distinct()
                .sorted()
                .map("**/%s\n"::formatted)
                .collect(Collectors.joining("", "# Made from docs/security.md: " + REGENERATE + "\n", ""));
    }

    private static String section(String title) throws IOException {
        return page().replaceFirst("(?s).*\n## " + title + "\n", "").replaceFirst("(?s)\n## .*", "");
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file).replace("_", ""));
            }
        }
        return all.toString();
    }
}
