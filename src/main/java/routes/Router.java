package routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import routes.destination.net.ProxyVariables;
import routes.server.OtherServers;
import routes.setting.SettingNames;
import routes.status.LogLevels;
import routes.status.RetiredSettings;
import routes.status.StartupChecks;

/** The process: refuses to start with a sentence where it must not run, else runs until it is told to stop. */
final class Router {

    private final Map<String, String> environment;
    private final PrintStream err;

    Router(Map<String, String> environment, PrintStream err) {
        this.environment = environment;
        this.err = err;
    }

    /** Returns when the router has stopped: 0 after an orderly stop, 1 where it could not start. */
    int run() {
        chooseLog();
        StartupChecks checks = new StartupChecks(environment, settings());
        List<String> warnings = new ArrayList<>(checks.warnings());
        warnings.addAll(RetiredSettings.warnings(environment.keySet()));
        warnings.addAll(RetiredSettings.warnings(System.getProperties().stringPropertyNames()));
        warnings.forEach(warning -> err.println("siem-router: " + warning));
        List<String> refusals = new ArrayList<>(checks.refusals());
        refusals.addAll(ProxyVariables.refusals(environment));
        refusals.addAll(OtherServers.refusals(environment.keySet()));
        refusals.addAll(OtherServers.refusals(System.getProperties().stringPropertyNames()));
        refusals.forEach(refusal -> err.println("siem-router: " + refusal));
        if (!refusals.isEmpty()) {
            return 1;
        }
        LogLevels.parse(environment.getOrDefault("SIEM_LOG_LEVEL", ""))
                .forEach((name, level) -> Configurator.setLevel(name, Level.valueOf(level)));
        return runCamel();
    }

    private int runCamel() {
        Main main = new Main() {
            @Override
            protected CamelContext createCamelContext() {
                ManyRoutes context = new ManyRoutes();
                context.getCamelContextExtension().setRegistry(registry);
                context.setApplicationContextClassLoader(Thread.currentThread().getContextClassLoader());
                return context;
            }
        };
        Wiring wiring = new Wiring(settings(), environment);
        main.configure().addConfiguration(wiring);
        main.addMainListener(new Lifecycle(wiring));
        folder("SIEM_KAMELETS_DIR")
                .ifPresent(folder -> main.addOverrideProperty(
                        "camel.component.kamelet.location", "file:" + folder + ",classpath:kamelets"));
        blanks().forEach(main::addOverrideProperty);
        // wherever else they may be set, in a properties file of Camel's for one
        main.addOverrideProperty("camel.server.enabled", "false");
        main.addOverrideProperty("camel.management.enabled", "false");
        OrderlyEnd end = new OrderlyEnd();
        int exitCode = 1;
        try {
            main.run();
            exitCode = 0;
        } catch (LinkageError absent) {
            // what was begun would keep the process, which listens to nothing
            err.println("siem-router: a class is not there: " + absent.getMessage()
                    + ". Put the jar that has it into SIEM_LIB_DIR, beside the one that needs it.");
        } catch (Exception failure) {
            err.println("siem-router: "
                    + SettingNames.inVariables(StartFailure.sentence(failure, main.getCamelContext()), settings()));
        } finally {
            end.reached(exitCode);
        }
        return exitCode;
    }

    /** The defaults of variables that are set and blank: Camel would take the empty text for their value. */
    private Map<String, String> blanks() {
        Map<String, String> defaults = new TreeMap<>();
        settings().forEach((key, value) -> {
            Matcher setting = SettingNames.DEFINITION.matcher(value.toString());
            if (setting.matches()
                    && environment.getOrDefault(setting.group(1), "set").isBlank()) {
                defaults.put(key.toString(), setting.group(2));
            }
        });
        return defaults;
    }

    private Optional<String> folder(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(folder -> !folder.isBlank());
    }

    private void chooseLog() {
        String file = environment.getOrDefault("SIEM_LOG_FILE", "");
        if (!file.isBlank() && !StartupChecks.isEvaluated(file)) {
            System.setProperty("log4j2.configurationFile", "classpath:log4j2-file.xml");
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        try (InputStream file = Router.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
        } catch (IOException broken) {
            throw new IllegalStateException("application.properties cannot be read from the jar", broken);
        }
        return settings;
    }
}
