package routes;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import routes.access.token.NewToken;

/** Makes tokens. On standard output is the line for the tokens file and nothing else, so that it can be appended there. */
final class TokenCommand {

    private final PrintStream out;
    private final PrintStream err;

    TokenCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Empty where these words are no command of its. */
    Optional<Integer> run(List<String> words) {
        if (!words.get(0).equals("token")) {
            return Optional.empty();
        }
        if (words.size() == 1 || !words.get(1).equals("new")) {
            err.println("siem-router: " + String.join(" ", words) + ": expected `token new`; see `token --help`");
            return Optional.of(2);
        }
        return Optional.of(make(words.subList(2, words.size())));
    }

    private int make(List<String> options) {
        try {
            NewToken.Made made = new NewToken(Clock.systemUTC()).make(options);
            err.println("The token, which is shown this once and kept nowhere:");
            err.println(made.secret());
            err.println("Its line for the file that SIEM_TOKENS_FILE names is on standard output:");
            err.flush();
            out.println(made.line());
            return 0;
        } catch (IllegalArgumentException wrong) {
            err.println("siem-router: token new: " + wrong.getMessage() + "; see `token new --help`");
            return 2;
        }
    }
}
