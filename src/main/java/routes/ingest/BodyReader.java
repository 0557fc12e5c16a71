package routes.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.problem.Problem;
import routes.problem.ProblemException;

/**
 * Reads the body of one paused request, from a worker thread. The event loop hands over chunks; no more are asked for than
 * the budget and the limit have room for, so a fast sender is slowed down by TCP, not by memory.
 */
final class BodyReader {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    /** Chunks that may be on their way to the worker, each of at most some 16 KiB. */
    private static final int AHEAD = 8;

    private static final Buffer END = Buffer.buffer(0);
    private static final Buffer CUT_OFF = Buffer.buffer(0);

    private final HttpServerRequest request;
    private final BodyLimits limits;
    private final ByteBudget.Share share;
    private final BlockingQueue<Buffer> chunks = new LinkedBlockingQueue<>();

    BodyReader(HttpServerRequest request, BodyLimits limits, ByteBudget.Share share) {
        this.request = request;
        this.limits = limits;
        this.share = share;
    }

    byte[] read() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.readMillis());
        GrowingBytes body = new GrowingBytes(expectedBytes());
        request.handler(chunks::add).endHandler(end -> chunks.add(END)).exceptionHandler(gone -> chunks.add(CUT_OFF));
        request.fetch(AHEAD);
        while (true) {
            Buffer chunk = chunks.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (chunk == END) {
                return body.toArray();
            }
            add(checked(chunk), body);
            fetchOneMore();
        }
    }

    private void fetchOneMore() {
        try {
            request.fetch(1);
        } catch (IllegalStateException ended) {
            // HTTP/2 refuses where the end came meanwhile; it is among the chunks, or about to be
            LOG.trace("the body had ended", ended);
        }
    }

    /** What the header says, but never trusted for more than a first guess. */
    private int expectedBytes() {
        String declared = request.getHeader("Content-Length");
        if (declared == null) {
            return 0;
        }
        // Netty has checked that it is a number
        long bytes = Long.parseLong(declared.strip());
        if (bytes > limits.requestBytes()) {
            throw limits.tooLarge();
        }
        return (int) bytes;
    }

    private static Buffer checked(Buffer chunk) {
        if (chunk == null) {
            throw new ProblemException(Problem.of(
                    408, "read_timeout", "The body did not arrive in time", "Send the request again, and faster."));
        }
        if (chunk == CUT_OFF) {
            throw new ProblemException(Problem.of(
                    400, "cut_off", "The request was cut off", "The connection was closed before the body's end."));
        }
        return chunk;
    }

    private void add(Buffer chunk, GrowingBytes body) throws InterruptedException {
        if (chunk.length() > limits.requestBytes() - body.length()) {
            throw limits.tooLarge();
        }
        share.take(chunk.length());
        body.add(chunk.getBytes());
    }
}
