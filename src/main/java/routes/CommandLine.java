package routes;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import routes.journal.JournalVerify;

/** The commands of the jar, beside starting the router. Exit codes: 0 done, 1 something was found, 2 usage. */
final class CommandLine {

    private static final String HELP =
            """
            siem-router takes governance, DLP and audit events and delivers them to SIEMs.

            Usage:
              java -jar siem-router.jar                     starts the router
              java -jar siem-router.jar journal verify      checks the journal offline and names the first line that was
                                                            changed, removed or swapped
              java -jar siem-router.jar --version
              java -jar siem-router.jar --help

            Environment (all settings: docs/settings.md):
              SIEM_HTTP_PORT   8080        where it listens
              SIEM_HTTP_HOST   127.0.0.1   any other address needs SIEM_API_TOKEN
              SIEM_API_TOKEN               the bearer token of the API
              SIEM_DATA_DIR    ./data      journal, cursors, integrations and dead letters
              SIEM_JOURNAL_HMAC_KEY        signs the journal, and checks it in `journal verify`
            """;

    private final PrintStream out;
    private final Map<String, String> environment;

    CommandLine(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    int run(String... arguments) {
        switch (String.join(" ", arguments)) {
            case "--help", "-h", "help" -> out.print(HELP);
            case "--version" -> out.println("siem-router " + version());
            case "journal verify" -> {
                return verify();
            }
            default -> {
                out.println("siem-router: unknown command: " + List.of(arguments) + "; see --help");
                return 2;
            }
        }
        return 0;
    }

    static String version() {
        String version = App.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private int verify() {
        String data = environment.getOrDefault("SIEM_DATA_DIR", "").strip();
        Path folder = Path.of(data.isEmpty() ? "./data" : data);
        byte[] key =
                environment.getOrDefault("SIEM_JOURNAL_HMAC_KEY", "").strip().getBytes(StandardCharsets.UTF_8);
        try {
            return JournalVerify.run(folder, key, out);
        } catch (IOException unreadable) {
            out.println("siem-router: " + folder + " cannot be read (" + unreadable.getMessage()
                    + "); check SIEM_DATA_DIR");
            return 2;
        }
    }
}
