package routes.server.body;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import routes.problem.Problem;
import routes.problem.ProblemException;
import routes.server.connection.RequestDecoder;

/**
 * Reads the body of one paused request on its event loop, so that a slow producer costs no thread. The next chunk is asked for
 * when the budget has room for the last one, so a fast sender is slowed down by TCP, not by memory.
 */
public final class BodyReader {

    private static final long BUDGET_POLL_MILLIS = 5;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final BodyLimits limits;
    private final ByteBudget budget;
    private final ByteBudget.Share share;
    private final Promise<byte[]> whole = Promise.promise();
    private GrowingBytes body;
    private long timer;

    public BodyReader(
            Vertx vertx, HttpServerRequest request, BodyLimits limits, ByteBudget budget, ByteBudget.Share share) {
        this.vertx = vertx;
        this.request = request;
        this.limits = limits;
        this.budget = budget;
        this.share = share;
    }

    /** Fails with a {@link ProblemException} where the body is too large, too slow or cut off. */
    public Future<byte[]> read() {
        String declared = request.getHeader("Content-Length");
        body = new GrowingBytes(declared == null ? 0 : limits.declaredBytes(declared));
        if (request.isEnded()) {
            return Future.succeededFuture(body.toArray());
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        timer = vertx.setTimer(limits.readMillis(), late -> refuse(readTimeout()));
        RequestDecoder.of(request.connection()).ifPresent(RequestDecoder::want);
        request.handler(this::take).endHandler(this::finish).exceptionHandler(gone -> refuse(cutOff()));
        request.fetch(1);
        return whole.future();
    }

    private void take(Buffer chunk) {
        if (whole.future().isComplete()) {
            return;
        }
        if (chunk.length() > limits.requestBytes() - body.length()) {
            refuse(limits.tooLarge());
        } else {
            takeWhenThereIsRoom(chunk, System.nanoTime());
        }
    }

    private void takeWhenThereIsRoom(Buffer chunk, long since) {
        if (whole.future().isComplete()) {
            return;
        }
        if (share.tryTake(chunk.length())) {
            body.add(chunk.getBytes());
            fetchOneMore();
        } else if (budget.isTooLongSince(since)) {
            refuse(ByteBudget.busy());
        } else {
            vertx.setTimer(BUDGET_POLL_MILLIS, again -> takeWhenThereIsRoom(chunk, since));
        }
    }

    /** HTTP/2 refuses to be asked for more where the end has come. */
    private void fetchOneMore() {
        if (!request.isEnded()) {
            request.fetch(1);
        }
    }

    private void finish(Void end) {
        vertx.cancelTimer(timer);
        whole.tryComplete(body.toArray());
    }

    private void refuse(ProblemException problem) {
        vertx.cancelTimer(timer);
        whole.tryFail(problem);
    }

    private static ProblemException readTimeout() {
        return new ProblemException(Problem.of("read_timeout", "Send the request again, and faster."));
    }

    private static ProblemException cutOff() {
        return new ProblemException(Problem.of("cut_off", "The connection was closed before the body's end."));
    }
}
