import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The load driver of bench/run: one process that is the producer and every destination of a router in another process, and knows
 * of each event when it was sent and when it first arrived where. Exits 1 where an event did not arrive.
 */
final class Bench {

    private static final int EVENTS = number("BENCH_EVENTS", 1_000_000);
    private static final int WARM_UP = number("BENCH_WARMUP", 400_000);

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> wanted = arguments.length == 0 ? List.of("load", "backlog", "count", "overhead") : List.of(arguments);
        System.out.printf("%-58s %10s %10s %9s %9s %8s%n", "", "events/s", "CPU us/ev", "p50 ms", "p99 ms", "RSS MiB");
        for (String group : wanted) {
            switch (group) {
                case "load" -> load();
                case "backlog" -> backlog();
                case "count" -> count();
                case "overhead" -> overhead();
                default -> throw new IllegalArgumentException(group + ": expected load, backlog, count or overhead");
            }
        }
    }

    private static void load() throws Exception {
        try (Sinks sinks = new Sinks(Sink.Kind.HEC, Sink.Kind.WEBHOOK, Sink.Kind.CEF);
                RouterProcess router = new RouterProcess(sinks)) {
            System.out.printf("%-58s %41.1f s%n", "start to first accepted event", router.startSeconds());
            Run.of(router, sinks).batches(100, 8, WARM_UP);
            Run batches = Run.of(router, sinks).batches(100, 8, EVENTS);
            batches.print("batches of 100, 8 connections, 3 destinations");
            Run.of(router, sinks).batches(1, 32, Math.max(1, WARM_UP / 4));
            Run.of(router, sinks).batches(1, 32, Math.max(1, EVENTS / 4)).print("single posts, 32 connections, 3 destinations");
            Run paced = Run.of(router, sinks).atRate(1_000, Math.max(1, EVENTS / 50));
            paced.print("1,000 single events a second: the producer's answer");
            for (Sink sink : sinks.all()) {
                paced.printLatency("  sent to received, " + sink.kind(), sink);
            }
        }
    }

    private static void backlog() throws Exception {
        try (Sinks sinks = new Sinks(Sink.Kind.HEC);
                RouterProcess router = new RouterProcess(sinks)) {
            Run.of(router, sinks).batches(100, 8, WARM_UP);
            router.post("/api/v1/integrations/siem/" + router.ids().get(0) + "/pause", "");
            Run held = Run.of(router, sinks).send(100, 8, EVENTS);
            held.begin();
            router.post("/api/v1/integrations/siem/" + router.ids().get(0) + "/resume", "");
            held.awaitArrival();
            held.print("catching up from disk, one HEC destination");
        }
    }

    private static void count() throws Exception {
        for (int count : new int[] {1, 10, 100}) {
            Sink.Kind[] kinds = new Sink.Kind[count];
            Arrays.fill(kinds, Sink.Kind.HEC);
            try (Sinks sinks = new Sinks(kinds);
                    RouterProcess router = new RouterProcess(sinks)) {
                Run.of(router, sinks).batches(100, 8, WARM_UP / count + 1000);
                Run run = Run.of(router, sinks).batches(100, 8, EVENTS / count + 1000);
                run.print(count + " HEC destinations (CPU: " + run.cpuPerDelivery(count) + " us an event and destination)");
            }
        }
    }

    /** What the producer waits for, without any integration and with three. */
    private static void overhead() throws Exception {
        for (Sink.Kind[] kinds : new Sink.Kind[][] {{}, {Sink.Kind.HEC, Sink.Kind.WEBHOOK, Sink.Kind.CEF}}) {
            try (Sinks sinks = new Sinks(kinds);
                    RouterProcess router = new RouterProcess(sinks)) {
                Run.of(router, sinks).batches(100, 8, WARM_UP);
                Run.of(router, sinks).batches(1, 8, Math.max(1, WARM_UP / 4));
                String with = kinds.length == 0 ? ", no integration" : ", 3 integrations";
                Run.of(router, sinks).atRate(1_000, Math.max(1, EVENTS / 50)).print("answer, unbatched, 1,000/s" + with);
                Run.of(router, sinks).paced(100, 10_000, Math.max(1, EVENTS / 10)).print("answer, batches of 100, 10,000/s" + with);
            }
        }
    }

    private static int number(String variable, int otherwise) {
        String set = System.getenv(variable);
        return set == null ? otherwise : Integer.parseInt(set);
    }
}

/** Events by number. The number stands in the id, so that a destination knows which event came. */
final class Events {

    static final byte[] PREFIX = "be9c4e00-0000-4000-8000-".getBytes(StandardCharsets.US_ASCII);
    static final int DIGITS = 12;

    private static final List<String> TYPES = List.of("policy.deny", "policy.alert", "policy.hold", "drift.warning",
            "drift.critical", "agent.connected", "agent.disconnected", "hold.approved", "hold.denied", "hold.expired");
    private static final String BEGIN = "{\"id\":\"" + new String(PREFIX, StandardCharsets.US_ASCII) + "000000000000\","
            + "\"tenant_id\":\"7d0c2a52-0f43-4d3c-9c3e-0d6e3f0a1b2c\",\"agent_id\":\"a1b2c3d4-0000-4000-8000-0000000001f4\","
            + "\"policy_id\":\"0b9f3a76-30f5-4a55-8b1b-6a1f5a0c7d11\",";
    private static final int ID_AT = "{\"id\":\"".length() + PREFIX.length;
    private static final byte[] DLP = utf8(BEGIN + "\"event_type\":\"dlp.match\",\"direction\":\"outbound\",\"action_taken\":\"blocked\","
            + "\"detection_reason\":\"pattern_match\",\"pattern_id\":\"f1c2d3e4-5566-4777-8888-99aabbccddee\",\"pattern_name\":\"SSN (US)\","
            + "\"position\":1207,\"length\":11,\"redaction_count\":null,\"tool_pattern_matched\":\"drive:create\","
            + "\"destination_domain\":\"files.example.com\",\"sensitivity_tags\":[\"pii\"],\"payload_size_bytes\":4096,"
            + "\"occurred_at\":\"2026-05-26T10:14:00Z\"}");
    private static final byte[][] GOVERNANCE = TYPES.stream()
            .map(type -> utf8(BEGIN + "\"policy_name\":\"Block external file shares\",\"event_type\":\"" + type + "\","
                    + "\"action_type\":\"drive:create\",\"outcome\":\"deny\",\"drift_score\":0.42,"
                    + "\"behavioral_hash\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\","
                    + "\"behavioral_hash_delta\":0.07,\"occurred_at\":\"2026-05-26T10:14:00Z\"}"))
            .toArray(byte[][]::new);

    private Events() {}

    /** A body of {@code count} events from {@code first} on: an array, or one object where it is one; 30 in 100 are dlp.match. */
    static byte[] body(int first, int count) {
        byte[] body = new byte[count * 700 + 2];
        int length = 0;
        for (int event = first; event < first + count; event++) {
            if (count > 1) {
                body[length++] = (byte) (event == first ? '[' : ',');
            }
            byte[] template = event % 100 < 30 ? DLP : GOVERNANCE[event % GOVERNANCE.length];
            System.arraycopy(template, 0, body, length, template.length);
            String digits = HexFormat.of().toHexDigits(event);
            for (int i = 0; i < digits.length(); i++) {
                body[length + ID_AT + DIGITS - digits.length() + i] = (byte) digits.charAt(i);
            }
            length += template.length;
        }
        if (count > 1) {
            body[length++] = ']';
        }
        return Arrays.copyOf(body, length);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

/** One run: so many events sent, and when each was sent, answered and first received where. */
final class Run {

    private static final long PATIENCE_NANOS = 300_000_000_000L;
    /** Events of all runs have different numbers, so that a late one is not taken for this run's. */
    private static int nextFirst;

    private final RouterProcess router;
    private final Sinks sinks;
    private int first;
    private int count;
    private int batch;
    private long[] sent;
    private long[] answered;
    private long began;
    private long ended;
    private double cpuBefore;
    private double cpuAfter;

    private Run(RouterProcess router, Sinks sinks) {
        this.router = router;
        this.sinks = sinks;
    }

    static Run of(RouterProcess router, Sinks sinks) {
        return new Run(router, sinks);
    }

    /** As fast as the router answers. */
    Run batches(int size, int connections, int events) throws Exception {
        send(size, connections, events);
        awaitArrival();
        return this;
    }

    Run atRate(int eventsPerSecond, int events) throws Exception {
        return paced(1, eventsPerSecond, events);
    }

    Run paced(int size, int eventsPerSecond, int events) throws Exception {
        send(size, 16, events, eventsPerSecond);
        awaitArrival();
        return this;
    }

    Run send(int size, int connections, int events) throws Exception {
        return send(size, connections, events, 0);
    }

    private Run send(int size, int connections, int events, int rate) throws Exception {
        batch = size;
        first = nextFirst;
        count = (events + size - 1) / size * size;
        nextFirst += count;
        sent = new long[count / size];
        answered = new long[count / size];
        sinks.expect(first, count);
        begin();
        AtomicInteger next = new AtomicInteger();
        List<Thread> producers = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Thread producer = new Thread(() -> produce(next, rate), "producer-" + i);
            producer.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            producers.add(producer);
            producer.start();
        }
        for (Thread producer : producers) {
            producer.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a producer failed", failures.get(0));
        }
        end();
        return this;
    }

    private void produce(AtomicInteger next, int rate) {
        try (Connection connection = new Connection(router.port())) {
            for (int request = next.getAndIncrement(); request < sent.length; request = next.getAndIncrement()) {
                byte[] body = Events.body(first + request * batch, batch);
                if (rate > 0) {
                    sleepUntil(began + (long) (request * batch * 1e9 / rate));
                }
                sent[request] = System.nanoTime();
                int status = connection.post("/api/v1/events", body);
                while (status == 503 || status == 429) {
                    sleepUntil(System.nanoTime() + 5_000_000);
                    status = connection.post("/api/v1/events", body);
                }
                if (status != 202) {
                    throw new IllegalStateException("the router answered " + status);
                }
                answered[request] = System.nanoTime();
            }
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** Measures from here. */
    void begin() throws IOException {
        cpuBefore = router.cpuSeconds();
        began = System.nanoTime();
    }

    void awaitArrival() throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!sinks.haveAll() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        if (!sinks.haveAll()) {
            System.out.println("LOST: not every event arrived everywhere");
            System.exit(1);
        }
        end();
    }

    private void end() throws IOException {
        ended = System.nanoTime();
        cpuAfter = router.cpuSeconds();
    }

    private double cpuMicros() {
        return (cpuAfter - cpuBefore) * 1e6 / count;
    }

    String cpuPerDelivery(int destinations) {
        return String.format(Locale.ROOT, "%.2f", cpuMicros() / destinations);
    }

    /** A line with the rate until the last event arrived, and the time the producer waited for its answers. */
    void print(String what) throws IOException {
        long[] waits = new long[sent.length];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = answered[i] - sent[i];
        }
        Arrays.sort(waits);
        System.out.printf(Locale.ROOT, "%-58s %,10.0f %10.1f %9.1f %9.1f %8.0f%n", what, count / ((ended - began) / 1e9),
                cpuMicros(), millis(waits, 50), millis(waits, 99), router.residentMebibytes());
    }

    void printLatency(String what, Sink sink) {
        long[] waits = new long[count];
        for (int i = 0; i < count; i++) {
            waits[i] = sink.arrivedAt(i) - sent[i / batch];
        }
        Arrays.sort(waits);
        System.out.printf(Locale.ROOT, "%-58s %31.1f %9.1f%n", what, millis(waits, 50), millis(waits, 99));
    }

    private static double millis(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, (int) ((long) sorted.length * percent / 100))] / 1e6;
    }
}

/** A producer's connection. */
final class Connection implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] head = new byte[8192];
    private String answer = "";

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    /** The answer's status. */
    int post(String path, byte[] body) throws IOException {
        byte[] request = Events.utf8("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n");
        byte[] whole = Arrays.copyOf(request, request.length + body.length);
        System.arraycopy(body, 0, whole, request.length, body.length);
        out.write(whole);
        int length = 0;
        int end = -1;
        while (end < 0 || length < end) {
            int count = in.read(head, length, head.length - length);
            if (count < 0) {
                throw new IOException("the router closed the connection");
            }
            length += count;
            end = end(new String(head, 0, length, StandardCharsets.ISO_8859_1));
        }
        answer = new String(head, 0, length, StandardCharsets.UTF_8);
        return Integer.parseInt(answer.substring(9, 12));
    }

    /** What came last, status line and headers included. */
    String answer() {
        return answer;
    }

    /** Where the answer ends; -1 where its headers are not all there. */
    private static int end(String text) {
        int body = text.indexOf("\r\n\r\n");
        if (body < 0) {
            return -1;
        }
        int length = text.toLowerCase(Locale.ROOT).indexOf("content-length:");
        return body + 4 + (length < 0 || length > body
                ? 0
                : Integer.parseInt(text.substring(length + 15, text.indexOf('\r', length)).strip()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

/** All destinations. */
final class Sinks implements AutoCloseable {

    private final List<Sink> all = new ArrayList<>();

    Sinks(Sink.Kind... kinds) throws IOException {
        for (Sink.Kind kind : kinds) {
            all.add(new Sink(kind));
        }
    }

    List<Sink> all() {
        return all;
    }

    void expect(int first, int count) {
        all.forEach(sink -> sink.expect(first, count));
    }

    boolean haveAll() {
        return all.stream().allMatch(Sink::hasAll);
    }

    @Override
    public void close() throws IOException {
        for (Sink sink : all) {
            sink.close();
        }
    }
}

/** One destination: answers every HTTP request with success, or reads a stream, and notes when an event first came. */
final class Sink implements AutoCloseable {

    enum Kind {
        HEC,
        WEBHOOK,
        CEF
    }

    private record Expected(int first, long[] arrivals, AtomicLong missing) {}

    private static final byte[] SUCCESS = Events.utf8("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n"
            + "{\"text\":\"Success\",\"code\":0}");
    private static final int ID = Events.PREFIX.length + Events.DIGITS;
    private static final int[] SHIFT = shifts();

    private final Kind kind;
    private final ServerSocket server;
    private volatile Expected expected = new Expected(0, new long[0], new AtomicLong());

    Sink(Kind kind) throws IOException {
        this.kind = kind;
        this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    Kind kind() {
        return kind;
    }

    /** What the API is told to create it. */
    String integration(int number) {
        String address = "127.0.0.1:" + server.getLocalPort();
        return switch (kind) {
            case HEC -> "{\"name\":\"hec-" + number + "\",\"type\":\"splunk_hec\",\"url\":\"http://" + address
                    + "/services/collector/event\",\"token\":\"bench\"}";
            case WEBHOOK -> "{\"name\":\"webhook-" + number + "\",\"type\":\"webhook\",\"url\":\"http://" + address
                    + "/hook\",\"batch\":{\"max_events\":1000}}";
            case CEF -> "{\"name\":\"cef-" + number + "\",\"type\":\"syslog_cef\",\"url\":\"syslog://" + address + "\"}";
        };
    }

    void expect(int first, int count) {
        expected = new Expected(first, new long[count], new AtomicLong(count));
    }

    boolean hasAll() {
        return expected.missing().get() == 0;
    }

    long arrivedAt(int event) {
        return expected.arrivals()[event];
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                Socket peer = server.accept();
                peer.setTcpNoDelay(true);
                daemon(() -> serve(peer));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket peer) {
        try (peer;
                DataInputStream in = new DataInputStream(peer.getInputStream())) {
            if (kind == Kind.CEF) {
                stream(in);
            } else {
                requests(in, peer.getOutputStream());
            }
        } catch (IOException gone) {
            // the router closed it
        }
    }

    private void requests(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int length = 0;
        while (true) {
            int count = in.read(buffer, length, buffer.length - length);
            if (count < 0) {
                return;
            }
            length += count;
            int head = headEnd(buffer, length);
            if (head < 0) {
                continue;
            }
            int end = head + contentLength(new String(buffer, 0, head, StandardCharsets.ISO_8859_1));
            if (end > buffer.length) {
                buffer = Arrays.copyOf(buffer, end);
            }
            length += in.readNBytes(buffer, length, end - length);
            note(buffer, head, end);
            out.write(SUCCESS);
            length = 0;
        }
    }

    private static int headEnd(byte[] bytes, int length) {
        for (int i = 0; i + 4 <= length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static int contentLength(String head) throws IOException {
        int at = head.toLowerCase(Locale.ROOT).indexOf("content-length:");
        if (at < 0) {
            throw new IOException("a request without Content-Length");
        }
        return Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }

    private void stream(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 20];
        int length = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer, length, buffer.length - length)) {
            length += count;
            note(buffer, 0, length);
            // an id may be cut in two; one that is seen twice counts once
            int kept = Math.min(length, ID - 1);
            System.arraycopy(buffer, length - kept, buffer, 0, kept);
            length = kept;
        }
    }

    /** Finds the ids, stepping over as many bytes as cannot end their prefix (Horspool). */
    private synchronized void note(byte[] bytes, int from, int to) {
        Expected now = expected;
        long at = System.nanoTime();
        byte[] prefix = Events.PREFIX;
        int last = prefix.length - 1;
        for (int i = from; i + ID <= to; i += SHIFT[bytes[i + last] & 0x7F]) {
            if (bytes[i + last] == prefix[last] && Arrays.equals(bytes, i, i + prefix.length, prefix, 0, prefix.length)) {
                note(now, number(bytes, i + prefix.length), at);
            }
        }
    }

    private static int[] shifts() {
        int[] shift = new int[128];
        Arrays.fill(shift, Events.PREFIX.length);
        for (int i = 0; i < Events.PREFIX.length - 1; i++) {
            shift[Events.PREFIX[i]] = Events.PREFIX.length - 1 - i;
        }
        return shift;
    }

    private static int number(byte[] bytes, int at) {
        int number = 0;
        for (int i = at; i < at + Events.DIGITS; i++) {
            number = number << 4 | Character.digit(bytes[i], 16);
        }
        return number;
    }

    private static void note(Expected expected, int event, long at) {
        int index = event - expected.first();
        if (index >= 0 && index < expected.arrivals().length && expected.arrivals()[index] == 0) {
            expected.arrivals()[index] = at;
            expected.missing().decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

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
