package routes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.regex.Pattern;

/** Bytes to the router's port as an attacker sends them, and what comes back until the router hangs up. */
final class RawConnection implements AutoCloseable {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    static RawConnection open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(Await.DEADLINE.toMillis()));
        return new RawConnection(socket);
    }

    /** Sends all of it and reads to the end; the router may hang up while it is being sent. */
    static String answer(int port, String request) throws IOException {
        try (RawConnection connection = open(port)) {
            connection.send(request.getBytes(ISO_8859_1));
            return connection.readToEnd();
        }
    }

    /** The statuses of the answers in the order in which they came. */
    static int[] statuses(String answers) {
        return STATUS_LINE
                .matcher(answers)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .toArray();
    }

    /** @return whether the router still took it */
    boolean send(byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            return true;
        } catch (IOException hungUp) {
            return false;
        }
    }

    /** Everything until the router hangs up; a reset is an end too. */
    String readToEnd() throws IOException {
        StringBuilder all = new StringBuilder();
        byte[] some = new byte[8192];
        try {
            for (int got = socket.getInputStream().read(some);
                    got >= 0;
                    got = socket.getInputStream().read(some)) {
                all.append(new String(some, 0, got, ISO_8859_1));
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the router keeps the connection open after: " + all, open);
        } catch (IOException reset) {
            return all.toString();
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
