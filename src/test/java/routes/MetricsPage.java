package routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/metrics.md: what /metrics serves. */
final class MetricsPage {

    private static final Path PAGE = Path.of("docs/metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:siem|process|jvm)_[a-z_]+)` \\|");

    private MetricsPage() {}

    /** The metrics of its tables. */
    static Set<String> names() {
        try {
            return ROW.matcher(Files.readString(PAGE))
                    .results()
                    .map(row -> row.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
