package routes;

import java.util.List;

/** What the commands of the jar do and take. Asked for with any of them, it is printed and nothing is done. */
final class Help {

    private static final String START =
            """
            siem-router takes governance, DLP and audit events and delivers them to SIEMs.

            Usage:
              java -jar siem-router.jar                     starts the router
            """;

    private static final String VERIFY =
            """
              java -jar siem-router.jar journal verify [--head FILE]
                                                            checks the journal and names the first line that was changed,
                                                            removed or swapped; with heads that were kept, what was cut off
            """;

    private static final String HEAD =
            """
              java -jar siem-router.jar journal head        prints how far the journal has come, to be kept elsewhere
            """;

    private static final String JOURNAL_ENVIRONMENT =
            """

            Environment:
              SIEM_DATA_DIR    ./data      the data folder that the journal is in; it is only read
              SIEM_JOURNAL_HMAC_KEY        the journal's key, or SIEM_JOURNAL_HMAC_KEY_FILE the file that holds it

            Exit codes: 0 sound or printed, 1 something was found, 2 it could not be read, or the command is misspelt.
            """;

    private static final String TOKEN =
            """
              java -jar siem-router.jar token new --name NAME --roles ROLES [--expires 90d] [--events-per-second N] [--tenant T]
                                                            makes a token, shown on standard error, and its line for
                                                            SIEM_TOKENS_FILE on standard output: append it with >>
            """;

    private static final String TOKEN_OPTIONS =
            """

              --name NAME              who it is for: 1 to 64 letters, digits, dots, @, _ or -
              --roles ROLES            some of producer, viewer, operator and admin, with commas between them
              --expires 90d            days from now, a date (2027-06-30) or a time (2027-06-30T12:00:00Z); without it: never
              --events-per-second N    how many events it may send; without it: as many as it likes
              --tenant T               whose events it may send, by their tenant_id; without it: anybody's

            Exit codes: 0 made, 2 the command is misspelt.
            """;

    private static final String REST =
            """
              java -jar siem-router.jar --version
              java -jar siem-router.jar --help              of a command too: token new --help

            Environment (all settings: docs/settings.md):
              SIEM_HTTP_PORT   8080        where it listens
              SIEM_HTTP_HOST   127.0.0.1   any other address needs SIEM_TOKENS_FILE or SIEM_API_TOKEN
              SIEM_API_TOKEN               the bearer token of the API, for all roles
              SIEM_TOKENS_FILE             tokens with a name and roles each
              SIEM_DATA_DIR    ./data      journal, cursors, integrations and dead letters
              SIEM_JOURNAL_HMAC_KEY        signs the journal, and checks it in `journal verify`
            """;

    private Help() {}

    static boolean isAskedFor(List<String> words) {
        return words.get(0).equals("help") || words.contains("--help") || words.contains("-h");
    }

    /** Of the command among these words, or of everything. */
    static String of(List<String> words) {
        if (words.contains("token")) {
            return "Usage:\n" + TOKEN + TOKEN_OPTIONS;
        }
        if (words.contains("journal")) {
            boolean isOne = words.contains("head") != words.contains("verify");
            return "Usage:\n" + (isOne && words.contains("head") ? "" : VERIFY)
                    + (isOne && words.contains("verify") ? "" : HEAD) + JOURNAL_ENVIRONMENT;
        }
        return START + VERIFY + HEAD + TOKEN + REST;
    }
}
