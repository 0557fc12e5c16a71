package routes;

/** Starts the router; with arguments, a command on its files. */
public final class App {

    private App() {}

    public static void main(String[] arguments) {
        int exit = arguments.length == 0
                ? new Router(System.getenv(), System.err).run()
                : new CommandLine(System.out, System.err, System.getenv()).run(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
