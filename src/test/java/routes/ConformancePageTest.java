package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page that holds both guides against the product names tests that there are, and passes over no heading. */
class ConformancePageTest {

    private static final Path PAGE = Path.of("docs/conformance.md");
    private static final Path TESTS = Path.of("src/test/java");

    /** The headings of one guide, a line each, beneath {@code ## Headings of ...}. */
    private static final Pattern HEADINGS =
            Pattern.compile("(?s)## (The \\w+ guide).*?\n```\n(.+?)\n```\n(.*?)(?=\n## |$)");

    private static final Pattern SECTION = Pattern.compile("(?m)^### (.+)$");
    /** A test is a claim, in words with underscores between. */
    private static final Pattern NAMED = Pattern.compile("`((?:\\w+\\.)?\\w+(?:Test|IT))(?:#(\\w+_\\w+))?`");

    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");
    private static final String NOT_DONE = "not done";
    private static final String ELSEWHERE = "outside the router";

    private static final List<Path> FILES = new ArrayList<>();

    private static String page;

    private record Row(String heading, String line, String does, String shown) {}

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(PAGE);
        try (Stream<Path> files = Files.walk(TESTS)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(FILES::add);
        }
    }

    @Test
    void each_heading_of_both_guides_has_a_row() {
        Matcher guide = HEADINGS.matcher(page);
        int guides = 0;
        while (guide.find()) {
            Map<String, Long> rows = new LinkedHashMap<>();
            SECTION.matcher(guide.group(3)).results().forEach(heading -> rows.put(heading.group(1), 0L));
            rows(guide.group(3)).forEach(row -> rows.merge(row.heading(), 1L, Long::sum));

            assertThat(rows.keySet())
                    .as("%s: its headings, in its order", guide.group(1))
                    .containsExactlyElementsOf(guide.group(2).lines().toList());
            assertThat(rows).as(guide.group(1)).allSatisfy((heading, count) -> assertThat(count)
                    .as(heading)
                    .isPositive());
            guides++;
        }
        assertThat(guides).isEqualTo(2);
    }

    @TestFactory
    Stream<DynamicTest> a_row_names_tests_that_there_are_or_says_that_it_is_not_done() {
        return rows(page).stream()
                .map(row -> DynamicTest.dynamicTest(row.heading() + ": " + row.line(), () -> {
                    List<String> missing = NAMED.matcher(row.shown())
                            .results()
                            .filter(named -> !isThere(named.group(1), named.group(2)))
                            .map(named -> named.group())
                            .toList();
                    assertThat(missing).as("tests that there are not").isEmpty();
                    if (!row.does().startsWith(ELSEWHERE)) {
                        assertThat(NAMED.matcher(row.shown()).find())
                                .as("either a test shows it, or it begins with: not done, or: outside the router")
                                .isNotEqualTo(row.does().startsWith(NOT_DONE));
                    }
                    assertThat(NAMED.matcher(row.shown()).replaceAll("").replaceAll("[, ]", ""))
                            .as("nothing but tests stands in the last column")
                            .isEmpty();
                }));
    }

    @Test
    void the_page_says_how_many_rows_are_not_done() {
        List<Row> rows = rows(page);
        long open = rows.stream().filter(row -> row.does().startsWith(NOT_DONE)).count();
        assertThat(page).contains("%d rows; %d say \"not done\"".formatted(rows.size(), open));
    }

    @Test
    void the_pages_that_the_guide_names_are_there() {
        assertThat(List.of("README.md", "IMPLEMENTATION.md", "QUICKSTART.md", "SIEM_INTEGRATION.md"))
                .allSatisfy(name -> assertThat(Path.of(name)).isNotEmptyFile());
    }

    private static List<Row> rows(String text) {
        List<Row> rows = new ArrayList<>();
        String heading = "";
        for (String line : text.lines().toList()) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                heading = section.group(1);
            } else if (line.startsWith("| ") && !line.startsWith("| line |")) {
                String[] cells = CELL.split(line, -1);
                assertThat(cells).as(line).hasSize(5);
                rows.add(new Row(heading, cells[1].strip(), cells[2].strip(), cells[3].strip()));
            }
        }
        return rows;
    }

    /** @param name of a class, with its folder where another class is called so too */
    private static boolean isThere(String name, String method) {
        String end = "/" + name.replace('.', '/') + ".java";
        List<Path> found =
                FILES.stream().filter(file -> file.toString().endsWith(end)).toList();
        assertThat(found).as("classes called %s", name).hasSizeLessThan(2);
        return found.size() == 1 && (method == null || declares(found.get(0), method));
    }

    private static boolean declares(Path file, String method) {
        try {
            return Pattern.compile("\\n    (?:static )?(?:void|Stream<DynamicTest>) " + method + "\\(")
                    .matcher(Files.readString(file))
                    .find();
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }
}
