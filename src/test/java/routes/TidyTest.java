package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rules for what no compiler reads: route files, settings, documents. */
class TidyTest {

    private static final List<Path> ROUTES = List.of(Path.of("src/main/resources/routes"), Path.of("demo/routes"));
    private static final int MOST_LINES = 300;
    /** A content-based router belongs together with its branches, and so do the paths of one resource. */
    private static final Pattern MAY_HOLD_SEVERAL = Pattern.compile("(20|3\\d)-.*");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    @TestFactory
    Stream<DynamicTest> a_route_file_opens_with_its_contract() {
        return eachRouteFile(file -> assertThat(file.comment())
                .as("%s must open with a comment that says what it does, In: and Out:", file.path())
                .contains("In:", "Out:"));
    }

    @TestFactory
    Stream<DynamicTest> a_route_file_is_one_hop() {
        return eachRouteFile(file -> {
            if (MAY_HOLD_SEVERAL.matcher(file.path().getFileName().toString()).matches()) {
                return;
            }
            for (String kind : List.of("route", "routeTemplate", "routeConfiguration")) {
                assertThat(file.all(kind))
                        .as("%s: %s elements", file.path(), kind)
                        .hasSizeLessThanOrEqualTo(1);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everything_in_a_route_file_has_an_id() {
        return eachRouteFile(file -> assertThat(file.routed())
                .as("%s: every route, template and configuration needs an id", file.path())
                .isNotEmpty()
                .allMatch(element -> !element.path("id").asText().isEmpty()));
    }

    @Test
    void ids_and_startup_orders_are_unique_over_all_route_files() {
        List<String> ids = new ArrayList<>();
        List<String> orders = new ArrayList<>();
        for (RouteFile file : routeFiles()) {
            file.routed().forEach(element -> ids.add(element.path("id").asText()));
            for (JsonNode route : file.all("route")) {
                String order = route.path("startupOrder").asText();
                assertThat(order)
                        .as("%s: route %s needs a startupOrder", file.path(), route.path("id"))
                        .isNotEmpty();
                orders.add(order);
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(orders).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> a_setting_is_explained_above_itself() {
        return Setting.all().stream()
                .filter(setting -> !setting.isCamels())
                .map(setting -> DynamicTest.dynamicTest(setting.key(), () -> assertThat(setting.comment())
                        .as("%s: say what it is, its unit, and when to change it, in a comment above it", setting.key())
                        .isNotEmpty()));
    }

    @Test
    void a_setting_is_used_and_set_by_its_own_variable() throws IOException {
        // what is needed before Camel reads the settings, as the log is, goes by its variable
        String early =
                everythingBelow(Path.of("src/main"), ".java") + everythingBelow(Path.of("src/main/resources"), ".xml");
        String sources = early
                + everythingBelow(Path.of("src/main"), ".yaml")
                + everythingBelow(Path.of("src/main/resources"), ".properties").replaceAll("(?m)^[^=#]+=", "");
        List<String> variables = new ArrayList<>();
        for (Setting setting : Setting.all()) {
            if (!setting.isCamels()) {
                String variable = setting.variable();
                assertThat(sources.contains(setting.key()) || (!variable.isEmpty() && early.contains(variable)))
                        .as("%s is used, or else to be removed", setting.key())
                        .isTrue();
            }
            if (!setting.variable().isEmpty()) {
                variables.add(setting.variable());
            }
        }
        assertThat(variables).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> a_link_in_a_document_leads_somewhere() throws IOException {
        return documents().stream()
                .map(document -> DynamicTest.dynamicTest(document.toString(), () -> {
                    Matcher link = LINK.matcher(Files.readString(document));
                    Path folder = document.toAbsolutePath().getParent();
                    while (link.find()) {
                        assertThat(folder.resolve(link.group(1)))
                                .as("%s links to %s", document, link.group(1))
                                .exists();
                    }
                }));
    }

    @Test
    void nothing_is_left_unfinished() throws IOException {
        for (Path folder : List.of("src", "bench", "clients", "docs", "kamelets", "demo", "examples").stream()
                .map(Path::of)
                .toList()) {
            for (Path file : filesBelow(folder, "")) {
                assertThat(UNFINISHED.matcher(Files.readString(file)).find())
                        .as("%s holds a note that something is unfinished: finish it or open an issue", file)
                        .isFalse();
            }
        }
    }

    @Test
    void no_source_file_is_long() throws IOException {
        for (String folder : List.of("src", "bench")) {
            for (Path file : filesBelow(Path.of(folder), ".java")) {
                assertThat(Files.readAllLines(file))
                        .as("%s: a file this long does more than one thing", file)
                        .hasSizeLessThanOrEqualTo(MOST_LINES);
            }
        }
    }

    private static List<RouteFile> routeFiles() {
        return ROUTES.stream()
                .flatMap(folder -> RouteFile.below(folder).stream())
                .toList();
    }

    private static Stream<DynamicTest> eachRouteFile(Consumer<RouteFile> rule) {
        return routeFiles().stream()
                .map(file -> DynamicTest.dynamicTest(file.path().getFileName().toString(), () -> rule.accept(file)));
    }

    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>(filesBelow(Path.of("docs"), ".md"));
        found.addAll(filesBelow(Path.of("examples"), ".md"));
        found.addAll(filesBelow(Path.of("clients"), ".md"));
        try (Stream<Path> paths = Files.list(Path.of(""))) {
            paths.filter(path -> path.toString().endsWith(".md")).forEach(found::add);
        }
        return found;
    }

    private static String everythingBelow(Path folder, String suffix) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : filesBelow(folder, suffix)) {
            all.append(Files.readString(file)).append('\n');
        }
        return all.toString();
    }

    /** Regular files below a folder that exists; a demo's data and binary files are nobody's sources. */
    private static List<Path> filesBelow(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(suffix))
                    .filter(path -> !path.startsWith(Path.of("demo/data")))
                    .filter(path -> !path.startsWith(Path.of("clients/java/target")))
                    .filter(path -> !path.toString().matches(".*\\.(index|segment|gz|bin|p12|jks|pyc)"))
                    .toList();
        }
    }
}
