package routes;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Starts the router; with arguments, a command on its files. */
public final class App {

    private App() {}

    public static void main(String[] arguments) {
        // where nobody chose a language, as in containers, Java would write a question mark for each letter beyond
        // ASCII
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        int exit = arguments.length == 0
                ? new Router(System.getenv(), System.err).run()
                : new CommandLine(System.out, System.err, System.getenv()).run(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
