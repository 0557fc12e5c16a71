package routes;

import org.apache.camel.main.Main;

/** Starts the router. */
public final class App {

    private App() {}

    public static void main(String[] arguments) throws Exception {
        new Main(App.class).run(arguments);
    }
}
