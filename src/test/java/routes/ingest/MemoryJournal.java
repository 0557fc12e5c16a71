package routes.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import routes.event.Lines;

/** Takes what the component {@code journal:append} takes, and can be made to refuse. */
final class MemoryJournal extends DefaultComponent {

    private final List<String> lines = new ArrayList<>();
    private volatile boolean isFull;

    void fill() {
        isFull = true;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private synchronized void append(Lines body) {
        if (isFull) {
            throw new IllegalStateException("the disk's reserve is reached");
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
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) {
                        append(exchange.getMessage().getBody(Lines.class));
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
