import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import routes.DelayingRelay;

/** One destination: answers every HTTP request with success, or reads a stream, and notes when an event first came. */
final class Sink implements AutoCloseable {

    enum Kind {
        HEC,
        WEBHOOK,
        /** One event a request. */
        WEBHOOK_ONE,
        CEF
    }

    private record Expected(int first, long[] arrivals, AtomicLong missing) {}

    private static final byte[] SUCCESS = Events.utf8("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n"
            + "{\"text\":\"Success\",\"code\":0}");
    private static final int ID = Events.PREFIX.length + Events.DIGITS;
    private static final int[] SHIFT = shifts();

    private final Kind kind;
    private final ServerSocket server;
    /** Where the router finds it: at once, or far away. */
    private final int port;
    private volatile Expected expected = new Expected(0, new long[0], new AtomicLong());

    Sink(Kind kind, Duration roundTrip) throws IOException {
        this.kind = kind;
        this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        this.port = roundTrip.isZero()
                ? server.getLocalPort()
                : DelayingRelay.to(server.getLocalPort(), roundTrip).port();
        daemon(this::accept);
    }

    Kind kind() {
        return kind;
    }

    /** What the API is told to create it. */
    String integration(int number) {
        String address = "127.0.0.1:" + port;
        return switch (kind) {
            case HEC -> "{\"name\":\"hec-" + number + "\",\"type\":\"splunk_hec\",\"url\":\"http://" + address
                    + "/services/collector/event\",\"token\":\"bench\"}";
            case WEBHOOK -> "{\"name\":\"webhook-" + number + "\",\"type\":\"webhook\",\"url\":\"http://" + address
                    + "/hook\",\"batch\":{\"max_events\":1000}}";
            case WEBHOOK_ONE -> "{\"name\":\"webhook-" + number + "\",\"type\":\"webhook\",\"url\":\"http://" + address
                    + "/hook\"}";
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
