package routes.status;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.disk.OwnerOnly;
import routes.integration.NearMiss;
import routes.integration.type.EnvironmentForm;
import routes.server.ListeningAddress;

/** Looks at the environment before anything is started: what is wrong is said at once and together. */
public final class StartupChecks {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\??env:(SIEM_[A-Z0-9_]+)");
    private static final String HOST = "SIEM_HTTP_HOST";
    private static final String PORT = "SIEM_HTTP_PORT";
    /** With any of these, requests have to show a token. */
    private static final List<String> TOKENS =
            List.of("SIEM_API_TOKEN", "SIEM_API_TOKEN_FILE", "SIEM_TOKENS_FILE", "SIEM_OIDC_ISSUER");

    /** Paths that are given on to who looks into them for more. */
    private static final List<String> EVALUATED = List.of("SIEM_KAMELETS_DIR", "SIEM_LOG_FILE");

    private static final String LOOPBACK = "127.0.0.1";
    private static final int LAST_PORT = 65_535;

    private final Map<String, String> environment;
    private final Set<String> known;

    /**
     * @param environment as {@link System#getenv()} gives it
     * @param settings of {@code application.properties}, whose values name the variables there are
     */
    public StartupChecks(Map<String, String> environment, Properties settings) {
        this.environment = environment;
        this.known = variables(settings);
    }

    /** Why the router must not start; one sentence each, and none where it may. */
    public List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        host().ifPresent(refusals::add);
        port().ifPresent(refusals::add);
        if (refusals.isEmpty()) {
            busy().ifPresent(refusals::add);
        }
        dataFolder().ifPresent(refusals::add);
        EVALUATED.forEach(name -> evaluated(name).ifPresent(refusals::add));
        logFormat().ifPresent(refusals::add);
        LogLevels.refusal(setting("SIEM_LOG_LEVEL", "")).ifPresent(refusals::add);
        return refusals;
    }

    /** What is probably a mistake; one sentence each. A variable is named, its value is not: it may be a secret. */
    public List<String> warnings() {
        return environment.keySet().stream()
                .filter(name -> name.startsWith("SIEM_") && !known.contains(name) && !RetiredSettings.has(name))
                .sorted()
                .flatMap(name -> NearMiss.of(name, known).stream()
                        .map(nearest -> name + " is not a setting and has no effect. Did you mean " + nearest + "?"))
                .toList();
    }

    private Optional<String> host() {
        try {
            boolean isTokenSet =
                    TOKENS.stream().anyMatch(name -> !setting(name, "").isEmpty());
            ListeningAddress.requireLong(
                    ListeningAddress.of(setting(HOST, LOOPBACK), isTokenSet), setting("SIEM_API_TOKEN", ""));
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private Optional<String> port() {
        String port = setting(PORT, "8080");
        boolean valid = port.matches("\\d{1,5}") && Integer.parseInt(port) <= LAST_PORT;
        return valid
                ? Optional.empty()
                : Optional.of(PORT + " = " + port + ": expected a number from 0 (any free port) to 65535.");
    }

    /** Said here, before the journal is opened and everything else is started. */
    private Optional<String> busy() {
        String host = setting(HOST, LOOPBACK);
        String port = setting(PORT, "8080");
        if (port.matches("0+")) {
            return Optional.empty();
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, Integer.parseInt(port)));
            return Optional.empty();
        } catch (IOException taken) {
            return Optional.of(PORT + " = " + port + ": this process cannot listen there on " + HOST + " = " + host
                    + ". Stop what listens there, or choose another port, above 1023 unless it runs as root.");
        }
    }

    private Optional<String> dataFolder() {
        String folder = setting("SIEM_DATA_DIR", "./data");
        try {
            Path path = OwnerOnly.createFolders(Path.of(folder));
            for (Path each : List.of(path, path.resolve("audit"), path.resolve("dead-letters"))) {
                if (each.equals(path) || Files.isDirectory(each)) {
                    Files.delete(Files.createTempFile(each, "start", ".check"));
                }
            }
            return Optional.empty();
        } catch (IOException | InvalidPathException unusable) {
            return Optional.of("SIEM_DATA_DIR = " + folder
                    + ": expected a folder this process may write to, audit and dead-letters in it too. Create it, or give this"
                    + " user the right to.");
        }
    }

    /** Whether Camel or Log4j, which get these paths, would take it for more than a path. */
    public static boolean isEvaluated(String path) {
        return path.contains("{{") || path.contains("}}") || path.contains("${");
    }

    private Optional<String> evaluated(String name) {
        return isEvaluated(setting(name, ""))
                ? Optional.of(
                        name
                                + ": expected a path, without {{, }} and ${: nothing in it is looked up. Write the path itself.")
                : Optional.empty();
    }

    private Optional<String> logFormat() {
        String format = setting("SIEM_LOG_FORMAT", "text");
        return Set.of("text", "json").contains(format)
                ? Optional.empty()
                : Optional.of("SIEM_LOG_FORMAT = " + format + ": expected text or json.");
    }

    private String setting(String name, String otherwise) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    private static Set<String> variables(Properties settings) {
        Collection<Object> values = settings.values();
        Set<String> variables = new TreeSet<>();
        for (Object value : values) {
            Matcher matcher = VARIABLE.matcher(value.toString());
            while (matcher.find()) {
                variables.add(matcher.group(1));
            }
        }
        variables.add(EnvironmentForm.FILTER);
        variables.addAll(EnvironmentForm.SHARED);
        return variables;
    }
}
