package routes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged router in a process of its own, as people run it: {@code java -jar siem-router.jar} with an environment.
 * Killed and started again, it comes back on the same folder and port.
 */
final class RouterProcess implements AutoCloseable {

    /** What the harness configures; a test that wants none passes {@code SIEM_API_TOKEN} as an empty text. */
    static final String TOKEN = "harness-token-7f3a91";

    private static final int LOG_LINES_SHOWN = 40;
    private static final Pattern THREAD = Pattern.compile("(?m)^\"(.+)\" #\\d+ ");

    /** What the machine that tests may have: proxies between the router and its destinations are a test's own to set. */
    private static final Pattern OTHERS = Pattern.compile("(SIEM|CAMEL)_.*|(?i:(HTTPS?|NO)_PROXY)");

    private static final Path JAR = Path.of(System.getProperty("router.jar", "target/siem-router.jar"));

    private final Path work;
    private final List<String> command;
    private final Map<String, String> environment;
    private Process process;

    private RouterProcess(Path work, List<String> command, Map<String, String> environment) {
        this.work = work;
        this.command = command;
        this.environment = environment;
    }

    /** Starts a router whose every file is below {@code work}, and waits until it is ready. */
    static RouterProcess start(Path work) {
        return start(work, Map.of());
    }

    /** The same with more, or other, environment variables. */
    static RouterProcess start(Path work, Map<String, String> more) {
        RouterProcess router = launch(work, more);
        router.awaitReady();
        return router;
    }

    /** Starts one by the start script beside the jar, and waits until it is ready. */
    static RouterProcess startByScript(Path work, Map<String, String> more) {
        RouterProcess router = launchByScript(work, more);
        router.awaitReady();
        return router;
    }

    static RouterProcess launchByScript(Path work, Map<String, String> more, String... arguments) {
        Path script = JAR.toAbsolutePath().resolveSibling("bin").resolve("siem-router");
        return launch(work, List.of(script.toString()), more, arguments);
    }

    /** Starts a router that is expected to give up by itself. */
    static RouterProcess launch(Path work, Map<String, String> more, String... arguments) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Djava.io.tmpdir=" + work.resolve("tmp"),
                "-jar",
                JAR.toAbsolutePath().toString());
        return launch(work, command, more, arguments);
    }

    /** Starts one with more on its class path, before the jar, and waits until it is ready. */
    static RouterProcess startWith(Path classes, Path work, Map<String, String> more) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Djava.io.tmpdir=" + work.resolve("tmp"),
                "-cp",
                classes + File.pathSeparator + JAR.toAbsolutePath(),
                "routes.App");
        RouterProcess router = launch(work, command, more);
        router.awaitReady();
        return router;
    }

    private static RouterProcess launch(
            Path work, List<String> command, Map<String, String> more, String... arguments) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SIEM_HTTP_PORT", Integer.toString(Ports.free()));
        environment.put("SIEM_DATA_DIR", work.resolve("data").toString());
        environment.put("SIEM_API_TOKEN", TOKEN);
        environment.putAll(more);
        RouterProcess router = new RouterProcess(work, command, environment);
        router.spawn(arguments);
        return router;
    }

    /** Starts it again after {@link #kill} or {@link #stop}, and waits until it is ready. */
    void restart() {
        spawn();
        awaitReady();
    }

    /** The same without waiting. */
    void startAgain() {
        spawn();
    }

    /** SIGKILL: no code of the router runs any more. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGTERM, and waits for the end. */
    int stop() {
        process.destroy();
        return awaitExit();
    }

    /** Waits for the process to end by itself. */
    int awaitExit() {
        try {
            if (!process.waitFor(Await.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the router does not end\n" + lastLogLines());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the router was ending", e);
        }
    }

    RouterApi api() {
        return new RouterApi("http://127.0.0.1:" + port(), environment.get("SIEM_API_TOKEN"), this::lastLogLines);
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return Integer.parseInt(environment.get("SIEM_HTTP_PORT"));
    }

    Path data() {
        return Path.of(environment.get("SIEM_DATA_DIR"));
    }

    /** Everything the process wrote to its standard output and error, over all its lives. */
    String log() {
        try {
            return Files.readString(logFile(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a text in it: a status can be read before the line that goes with it is written. */
    void awaitLog(String text) {
        Await.until("the log says \"" + text + "\"", () -> log().contains(text), this::lastLogLines);
    }

    /** Those of its lines, of a log that may be too long for one text. */
    List<String> logLines(Predicate<String> wanted) {
        try (Stream<String> lines = Files.lines(logFile(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(wanted).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the process's Java threads, as {@code jcmd} tells them; those of the JIT compiler come and go, and are left out. */
    List<String> threads() {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .start();
            String dump = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return THREAD.matcher(dump)
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !name.contains("CompilerThread") && !name.equals("Attach Listener"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Path logFile() {
        return work.resolve("router.log");
    }

    private String lastLogLines() {
        List<String> lines = log().lines().toList();
        return "last lines of the router's log:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }

    private void awaitReady() {
        RouterApi api = api();
        Await.until(
                "the router is ready",
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(
                                "the router ended with exit code " + process.exitValue() + "\n" + lastLogLines());
                    }
                    return api.isReady();
                },
                this::lastLogLines);
    }

    private void spawn(String... arguments) {
        try {
            Files.createDirectories(work.resolve("tmp"));
            List<String> words = new ArrayList<>(command);
            words.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
            builder.environment().keySet().removeIf(name -> OTHERS.matcher(name).matches());
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
