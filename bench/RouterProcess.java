import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The packaged router in a process of its own, in a temporary folder, with an integration for each destination. */
final class RouterProcess implements AutoCloseable {

    private static final double TICKS_PER_SECOND = 100;

    private final Path folder = Files.createTempDirectory("siem-router-bench");
    private final List<String> ids = new ArrayList<>();
    private final int port;
    private final double startSeconds;
    private final Process process;

    RouterProcess(Sinks sinks) throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder("bin/siem-router");
        builder.environment().keySet().removeIf(name -> name.startsWith("SIEM_") && !name.equals("SIEM_JAVA_OPTIONS"));
        builder.environment().put("SIEM_HTTP_PORT", Integer.toString(port));
        builder.environment().put("SIEM_DATA_DIR", folder.resolve("data").toString());
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        long began = System.nanoTime();
        process = builder.start();
        awaitFirstEvent();
        startSeconds = (System.nanoTime() - began) / 1e9;
        for (Sink sink : sinks.all()) {
            String answer = post("/api/v1/integrations/siem", sink.integration(ids.size()));
            int id = answer.indexOf("\"id\":\"") + 6;
            ids.add(answer.substring(id, answer.indexOf('"', id)));
        }
    }

    private void awaitFirstEvent() throws IOException, InterruptedException {
        // a number that no run counts
        byte[] event = Events.body(0x7000_0000, 1);
        while (process.isAlive()) {
            try (Connection connection = new Connection(port)) {
                if (connection.post("/api/v1/events", event) == 202) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(10);
            }
        }
        throw new IllegalStateException("the router did not start: " + Files.readString(folder.resolve("log")));
    }

    int port() {
        return port;
    }

    double startSeconds() {
        return startSeconds;
    }

    /** The integrations' ids, in the order of their destinations. */
    List<String> ids() {
        return ids;
    }

    String post(String path, String body) throws IOException {
        try (Connection connection = new Connection(port)) {
            int status = connection.post(path, Events.utf8(body));
            if (status / 100 != 2) {
                throw new IllegalStateException(path + ": " + connection.answer());
            }
            return connection.answer();
        }
    }

    /** User and system time, fields 14 and 15 of /proc/PID/stat (proc(5)). */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    double residentMebibytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            String line = lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
