package routes.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests that a document names, as {@code `Class`} or {@code `Class#method`}, or with their package's last word where two have one name. */
final class NamedTests {

    private static final Path SOURCES = Path.of("src/test/java");
    private static final Pattern NAME = Pattern.compile("`((?:[a-z]+\\.)?\\w+(?:IT|Test)(?:#\\w+)?)`");

    private NamedTests() {}

    static List<String> in(String text) {
        return NAME.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }

    /** The end of the class's file. */
    static String file(String test) {
        return test.replaceFirst("#.*", "").replace('.', '/') + ".java";
    }

    private static List<Path> sources(String test) throws IOException {
        Path file = Path.of(file(test));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(source -> source.endsWith(file)).toList();
        }
    }

    /** Whether there is such a class and, where a method is named, such a test in it. */
    static boolean exist(String test) throws IOException {
        List<Path> sources = sources(test);
        if (sources.size() != 1 || !test.contains("#")) {
            return sources.size() == 1;
        }
        String qualified =
                SOURCES.relativize(sources.get(0)).toString().replace('/', '.').replaceFirst("\\.java$", "");
        return VulnerabilityGate.isTest(qualified + test.substring(test.indexOf('#')));
    }
}
