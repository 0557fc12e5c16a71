import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

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
