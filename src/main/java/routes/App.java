package routes;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import routes.library.LibraryFolder;

/** Starts the router; with arguments, a command on its files. */
public final class App {

    private App() {}

    public static void main(String[] arguments) {
        // where nobody chose a language, as in containers, Java would write a question mark for each letter beyond
        // ASCII
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        int exit = run(System.getenv(), arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    private static int run(Map<String, String> environment, String... arguments) {
        try {
            joinLibraries(environment);
        } catch (IllegalArgumentException refused) {
            System.err.println("siem-router: " + refused.getMessage());
            return 1;
        }
        return arguments.length == 0
                ? new Router(environment, System.err).run()
                : new CommandLine(System.out, System.err, environment).run(arguments);
    }

    /** Before anything looks for a class or an event type, the commands too. */
    private static void joinLibraries(Map<String, String> environment) {
        String folder = environment.getOrDefault("SIEM_LIB_DIR", "");
        if (!folder.isBlank()) {
            new LibraryFolder(Path.of(folder)).join().forEach(warning -> System.err.println("siem-router: " + warning));
        }
    }
}
