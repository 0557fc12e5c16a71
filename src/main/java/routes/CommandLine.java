package routes;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The commands of the jar, beside starting the router. Exit codes: 0 done, 1 something was found, 2 usage. */
final class CommandLine {

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
        if (Help.isAskedFor(words)) {
            out.print(Help.of(words));
            return 0;
        }
        if (words.equals(List.of("--version"))) {
            out.println("siem-router " + version());
            return 0;
        }
        return new TokenCommand(out, err)
                .run(words)
                .or(() -> new JournalCommand(out, err, environment).run(words))
                .orElseGet(() -> {
                    err.println("siem-router: unknown command: " + String.join(" ", words) + "; see --help");
                    return 2;
                });
    }

    static String version() {
        String version = App.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
