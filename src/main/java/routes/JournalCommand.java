package routes;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.journal.segment.KeyRing;
import routes.journal.verify.JournalVerify;
import routes.journal.verify.PrintedHead;
import routes.setting.SecretKeys;

/** The commands on a journal's files. They only read, so they work while the router runs and while it does not. */
final class JournalCommand {

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    JournalCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** Empty where these words are none of its commands. */
    Optional<Integer> run(List<String> words) {
        if (words.equals(List.of("journal", "head"))) {
            return Optional.of(attempt(() -> PrintedHead.print(data(), keys(), out, err)));
        }
        if (words.equals(List.of("journal", "verify"))) {
            return Optional.of(attempt(() -> verify(Optional.empty())));
        }
        if (words.size() == 4 && words.subList(0, 3).equals(List.of("journal", "verify", "--head"))) {
            return Optional.of(attempt(() -> verify(Optional.of(Path.of(words.get(3))))));
        }
        return words.get(0).equals("journal") ? Optional.of(misspelt(words)) : Optional.empty();
    }

    private int misspelt(List<String> words) {
        boolean lacksFile = words.equals(List.of("journal", "verify", "--head"));
        err.println("siem-router: " + String.join(" ", words) + ": expected "
                + (lacksFile
                        ? "a file of heads behind it, such as kept.head"
                        : "`journal head`, `journal verify` or `journal verify --head FILE`"));
        return 2;
    }

    private int verify(Optional<Path> head) throws IOException {
        return new JournalVerify(keys(), out).run(data(), head);
    }

    private Path data() {
        String data = environment.getOrDefault("SIEM_DATA_DIR", "").strip();
        return Path.of(data.isEmpty() ? "./data" : data);
    }

    private KeyRing keys() {
        return KeyRing.of(SecretKeys.of(environment, "SIEM_JOURNAL_HMAC_KEY", "SIEM_JOURNAL_HMAC_KEY_FILE"));
    }

    private interface Command {
        int run() throws IOException;
    }

    private int attempt(Command command) {
        try {
            return command.run();
        } catch (IllegalArgumentException wrong) {
            err.println("siem-router: " + wrong.getMessage());
        } catch (IOException unreadable) {
            err.println("siem-router: a file cannot be read (" + unreadable.getMessage()
                    + "); check SIEM_DATA_DIR and the file's path and permissions");
        }
        return 2;
    }
}
