package routes.journal.camel;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.DefaultAsyncProducer;
import routes.event.Lines;

/** Appends the body, anything that converts to {@link Lines}, and goes on when it is durable; where it is not, the exchange has the exception. */
final class JournalProducer extends DefaultAsyncProducer {

    private final JournalEndpoint endpoint;

    JournalProducer(JournalEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Lines lines = exchange.getMessage().getBody(Lines.class);
        if (lines == null) {
            exchange.setException(new InvalidPayloadException(exchange, Lines.class));
            callback.done(true);
            return true;
        }
        if (lines.count() == 0) {
            callback.done(true);
            return true;
        }
        Consumer<Throwable> done = failure -> answer(exchange, failure, callback);
        if (!endpoint.journal().tryAppend(lines, done)) {
            // no room: waiting for the disk is not for the thread that came, which may be one that many requests share
            endpoint.component().waiters().execute(() -> endpoint.journal().append(lines, done));
        }
        return false;
    }

    private void answer(Exchange exchange, Throwable failure, AsyncCallback callback) {
        fail(exchange, failure);
        try {
            endpoint.component().answers().execute(() -> callback.done(false));
        } catch (RejectedExecutionException stopping) {
            // stopping: better a slow committer than an exchange that never ends
            callback.done(false);
        }
    }

    private static void fail(Exchange exchange, Throwable failure) {
        if (failure != null) {
            exchange.setException(failure);
        }
    }
}
