package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routes.openapi.ApiCall;
import routes.openapi.ApiDocument;

/** api/openapi.yaml names the problems that the API answers with, those and no other; the tables of docs/http.md are made from it. */
class ProblemsPageTest {

    private static final Path PAGE = Path.of("docs/http.md");
    private static final String REGENERATE = "mvn -q test -Dtest=ProblemsPageTest -Dregenerate=true";
    private static final Pattern MADE = Pattern.compile("\\b(?:plain|Problem\\.of)\\(\\s*\"([a-z_]+)\",");
    private static final Pattern CALLS =
            Pattern.compile("(?s)(\\| call \\| role \\| for \\|\\n\\|---\\|---\\|---\\|\\n)(\\|.*?\\n)(?!\\|)");
    private static final Pattern PROBLEMS =
            Pattern.compile("(?s)(\\| code \\| when \\|\\n\\|---\\|---\\|\\n)(\\|.*?\\n)(?!\\|)");
    /** Made of parts, or of what the parser of a request found. */
    private static final Set<String> COMPOSED = Set.of(
            "empty_request",
            "not_bytes",
            "managed_by_file",
            "managed_by_environment",
            "removed_from_file",
            "removed_from_environment",
            "too_many_events",
            "too_many_values");

    private final ApiDocument document =
            ApiDocument.read(role -> role.startsWith("{{") ? "anyone, or `SIEM_METRICS_ROLE`" : role);

    @Test
    void each_problem_is_in_the_document_and_no_other() throws IOException {
        Set<String> made = new TreeSet<>(COMPOSED);
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                MADE.matcher(Files.readString(source)).results().forEach(problem -> made.add(problem.group(1)));
            }
        }
        List<String> named = new ArrayList<>();
        problems().values().forEach(codes -> named.addAll(codes.findValuesAsText("const")));

        assertThat(named).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void the_tables_of_the_page_say_what_the_document_says() throws IOException {
        String page = Files.readString(PAGE);
        String made = with(PROBLEMS, problemRows(), with(CALLS, callRows(), page));
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE))
                .as("%s is stale; run: %s", PAGE, REGENERATE)
                .isEqualTo(made);
    }

    private static String with(Pattern table, String rows, String page) {
        assertThat(table.matcher(page).results())
                .as("the table %s on the page", table)
                .hasSize(1);
        return table.matcher(page).replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + rows));
    }

    private String callRows() {
        StringBuilder rows = new StringBuilder();
        document.calls().stream()
                .sorted(Comparator.comparing(ApiCall::path, Comparator.comparingInt(this::place)))
                .forEach(call -> rows.append(
                        "| `%s %s` | %s | %s |%n".formatted(call.methods(), call.path(), call.role(), call.summary())));
        return rows.toString();
    }

    /** In the order of the document. */
    private int place(String path) {
        List<String> paths = new ArrayList<>();
        document.json().get("paths").fieldNames().forEachRemaining(paths::add);
        return paths.indexOf(path);
    }

    private String problemRows() {
        StringBuilder rows = new StringBuilder();
        problems()
                .forEach((status, codes) -> codes.forEach(code -> rows.append("| %s `%s` | %s |%n"
                        .formatted(
                                status,
                                code.get("const").asText(),
                                code.get("description").asText()))));
        return rows.toString();
    }

    /** By status. */
    private Map<String, JsonNode> problems() {
        Map<String, JsonNode> problems = new TreeMap<>();
        document.json().at("/components/schemas").properties().stream()
                .filter(schema -> schema.getKey().matches("Problem\\d{3}"))
                .forEach(schema -> problems.put(
                        schema.getKey().substring("Problem".length()),
                        schema.getValue().at("/properties/code/oneOf")));
        return problems;
    }
}
