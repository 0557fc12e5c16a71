package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/http.md lists the problems that the API answers with, those and no other. */
class ProblemsPageTest {

    private static final Pattern MADE = Pattern.compile("\\b(?:plain|Problem\\.of)\\(\\s*(\\d{3}),\\s*\"([a-z_]+)\",");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d{3}) ((?:`[a-z_]+`(?:, )?)+) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
    /** Made of parts, or of what the parser of a request found. */
    private static final Set<String> COMPOSED = Set.of(
            "400 empty_request",
            "409 managed_by_file",
            "409 managed_by_environment",
            "409 removed_from_file",
            "409 removed_from_environment",
            "413 too_many_events",
            "413 too_many_values");

    @Test
    void each_problem_is_on_the_page_and_no_other() throws IOException {
        Set<String> made = new TreeSet<>(COMPOSED);
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                MADE.matcher(Files.readString(source))
                        .results()
                        .forEach(problem -> made.add(problem.group(1) + " " + problem.group(2)));
            }
        }
        assertThat(listed()).isEqualTo(made);
    }

    private static Set<String> listed() throws IOException {
        String page = Files.readString(Path.of("docs/http.md"));
        Set<String> listed = new TreeSet<>();
        Matcher row = ROW.matcher(page.substring(page.indexOf("## Problems")));
        while (row.find()) {
            NAME.matcher(row.group(2)).results().forEach(name -> listed.add(row.group(1) + " " + name.group(1)));
        }
        return listed;
    }
}
