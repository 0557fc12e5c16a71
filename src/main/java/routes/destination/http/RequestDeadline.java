package routes.destination.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;

/**
 * Ends a request that takes too long altogether. The client's own timeouts are for the next bytes of the peer: one that sends a
 * byte now and then, or takes none of ours, would hold up its integration for ever.
 *
 * @param most from the connecting to the end of the reply
 */
record RequestDeadline(Timeout most) implements ExecChainHandler {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean late = new AtomicBoolean();
        var timer =
                CLOCK.schedule(() -> end(scope.originalRequest, late), most.toMilliseconds(), TimeUnit.MILLISECONDS);
        try {
            return chain.proceed(request, scope);
        } catch (IOException ended) {
            throw late.get() ? timeout(ended) : ended;
        } finally {
            timer.cancel(false);
        }
    }

    private static void end(ClassicHttpRequest request, AtomicBoolean late) {
        late.set(true);
        if (request instanceof CancellableDependency running) {
            running.cancel();
        }
    }

    private static IOException timeout(IOException ended) {
        SocketTimeoutException timeout = new SocketTimeoutException("the request took too long altogether");
        timeout.initCause(ended);
        return timeout;
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "request-deadline");
            thread.setDaemon(true);
            return thread;
        });
        // nearly every request ends long before its deadline
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
