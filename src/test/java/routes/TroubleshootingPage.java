package routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/troubleshooting.md: its tables of reasons, row by row. */
public final class TroubleshootingPage {

    private static final Path PAGE = Path.of("docs/troubleshooting.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (`[a-z_0-9x]+`(?:, `[a-z_0-9x]+`)*) \\| ([a-z_ ]+) \\| ([^|]+) \\| ([^|]+) \\|$");

    /**
     * One row.
     *
     * @param codes of the reason; an x stands for any digit, as in {@code http_5xx}
     * @param health what the status shows beside it, or {@code dead letter}
     * @param says the detail that is shown; … stands for what differs
     * @param remedy what to do
     */
    public record Row(List<String> codes, String health, String says, String remedy) {

        public boolean names(String code) {
            return codes.stream().anyMatch(name -> code.matches(name.replace("xx", "\\d\\d")));
        }

        public boolean shows(String code, String seen, String detail) {
            String words =
                    Arrays.stream(says.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return names(code) && health.equals(seen) && detail.matches(words);
        }
    }

    private TroubleshootingPage() {}

    public static List<Row> rows() {
        try {
            return ROW.matcher(Files.readString(PAGE))
                    .results()
                    .map(row -> new Row(
                            List.of(row.group(1).replace("`", "").split(", ")),
                            row.group(2),
                            row.group(3),
                            row.group(4)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
