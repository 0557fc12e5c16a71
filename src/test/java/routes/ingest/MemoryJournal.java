package routes.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import routes.event.Lines;

/** Takes what the component {@code journal:append} takes, and can be made to refuse, or to be as slow as its disk. */
final class MemoryJournal extends DefaultComponent {

    private final List<String> lines = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private volatile boolean isFull;
    private boolean isHeld;

    /** Answers nothing until {@link #release}. */
    synchronized void hold() {
        isHeld = true;
    }

    synchronized int heldAppends() {
        return held.size();
    }

    synchronized void release() {
        isHeld = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    void fill() {
        isFull = true;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private synchronized boolean append(Exchange exchange, AsyncCallback callback) {
        if (isHeld) {
            held.add(() -> {
                append(exchange);
                callback.done(false);
            });
            return false;
        }
        append(exchange);
        callback.done(true);
        return true;
    }

    private void append(Exchange exchange) {
        Lines body = exchange.getMessage().getBody(Lines.class);
        if (isFull) {
            exchange.setException(new IllegalStateException("the disk's reserve is reached"));
            return;
        }
        new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8)
                .lines()
                .forEach(lines::add);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        parameters.clear();
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultAsyncProducer(this) {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        return append(exchange, callback);
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException("this journal is only appended to");
            }

            @Override
            public boolean isSingleton() {
                return true;
            }
        };
    }
}
