package routes.destination.syslog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A receiver of one connection, TCP or TLS, that takes so many bytes from it and no more. Its machine acknowledges a few thousand
 * beyond, as many as fit its buffer; the rest stays with the sender.
 */
final class StallingReceiver implements AutoCloseable {

    private static final int BUFFER = 4096;

    private final int takes;
    private final SSLContext tls;
    private final Gate gate = new Gate();
    private final CompletableFuture<List<String>> received = new CompletableFuture<>();
    private final ServerSocket server;

    /**
     * @param takes bytes before it stalls, of what follows the TLS handshake
     * @param tls null for TCP
     */
    StallingReceiver(int takes, SSLContext tls) throws IOException {
        this.takes = takes;
        this.tls = tls;
        server = new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                Socket accepted = gate.socket();
                implAccept(accepted);
                return accepted;
            }
        };
        server.setReceiveBufferSize(BUFFER);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(this::receive, "stalling-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Takes what its machine has acknowledged by now and nothing more; the lines of all it took, but for one that is cut off. */
    List<String> lines() throws IOException {
        gate.takeAcknowledged();
        return received.join();
    }

    @Override
    public void close() throws IOException {
        server.close();
        gate.close();
    }

    private void receive() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (Socket connection = opened(server.accept())) {
            connection.getInputStream().transferTo(read);
        } catch (IOException cutOff) {
            // a TLS record that is not whole
        }
        String text = read.toString(StandardCharsets.ISO_8859_1);
        received.complete(List.of(text.substring(0, text.lastIndexOf('\n') + 1).split("\n")));
    }

    private Socket opened(Socket accepted) throws IOException {
        if (tls == null) {
            gate.takeOnly(takes);
            return accepted;
        }
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(accepted, null, true);
        secure.startHandshake();
        gate.takeOnly(takes);
        return secure;
    }

    /** What lets bytes of a socket pass. */
    private static final class Gate extends InputStream {

        private InputStream in = InputStream.nullInputStream();
        private int remaining = Integer.MAX_VALUE;
        private boolean last;

        Socket socket() {
            return new Socket() {
                @Override
                public InputStream getInputStream() throws IOException {
                    in = super.getInputStream();
                    return Gate.this;
                }
            };
        }

        synchronized void takeOnly(int bytes) {
            remaining = bytes;
        }

        synchronized void takeAcknowledged() throws IOException {
            remaining += in.available();
            last = true;
            notifyAll();
        }

        @Override
        public synchronized void close() {
            remaining = 0;
            last = true;
            notifyAll();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int most = Math.min(length, granted());
            if (most == 0) {
                return -1;
            }
            int count = in.read(buffer, offset, most);
            synchronized (this) {
                remaining -= Math.max(0, count);
            }
            return count;
        }

        /** 0 at the end. */
        private synchronized int granted() throws IOException {
            while (remaining == 0 && !last) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return remaining;
        }
    }
}
