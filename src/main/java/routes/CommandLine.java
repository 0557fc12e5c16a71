package routes;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.access.NewToken;

/** The commands of the jar, beside starting the router. Exit codes: 0 done, 1 something was found, 2 usage. */
final class CommandLine {

    private static final String HELP =
            """
            siem-router takes governance, DLP and audit events and delivers them to SIEMs.

            Usage:
              java -jar siem-router.jar                     starts the router
              java -jar siem-router.jar journal verify [--head FILE]
                                                            checks the journal and names the first line that was changed,
                                                            removed or swapped; with heads that were kept, what was cut off
              java -jar siem-router.jar journal head        prints how far the journal has come, to be kept elsewhere
              java -jar siem-router.jar token new --name NAME --roles ROLES [--expires 90d] [--events-per-second N]
                                                            makes a token and its line for SIEM_TOKENS_FILE; roles are
                                                            producer, viewer, operator and admin
              java -jar siem-router.jar --version
              java -jar siem-router.jar --help

            Environment (all settings: docs/settings.md):
              SIEM_HTTP_PORT   8080        where it listens
              SIEM_HTTP_HOST   127.0.0.1   any other address needs SIEM_TOKENS_FILE or SIEM_API_TOKEN
              SIEM_API_TOKEN               the bearer token of the API, for all roles
              SIEM_TOKENS_FILE             tokens with a name and roles each
              SIEM_DATA_DIR    ./data      journal, cursors, integrations and dead letters
              SIEM_JOURNAL_HMAC_KEY        signs the journal, and checks it in `journal verify`
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    CommandLine(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    int run(String... arguments) {
        List<String> words = List.of(arguments);
        if (words.size() >= 2 && words.subList(0, 2).equals(List.of("token", "new"))) {
            return newToken(words.subList(2, words.size()));
        }
        switch (String.join(" ", arguments)) {
            case "--help", "-h", "help" -> out.print(HELP);
            case "--version" -> out.println("siem-router " + version());
            default -> {
                Optional<Integer> exit = new JournalCommand(out, err, environment).run(words);
                if (exit.isPresent()) {
                    return exit.get();
                }
                out.println("siem-router: unknown command: " + List.of(arguments) + "; see --help");
                return 2;
            }
        }
        return 0;
    }

    private int newToken(List<String> options) {
        try {
            out.print(new NewToken(Clock.systemUTC()).make(options));
            return 0;
        } catch (IllegalArgumentException wrong) {
            out.println("siem-router: token new: " + wrong.getMessage());
            return 2;
        }
    }

    static String version() {
        String version = App.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
