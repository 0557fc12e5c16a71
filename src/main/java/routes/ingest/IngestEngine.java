package routes.ingest;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import routes.server.Server;
import routes.server.body.BodyLimits;
import routes.server.body.ByteBudget;

/**
 * Camel's HTTP engine, but for endpoints that ask for no body handler ({@code useBodyHandler=false}): their bodies are read here,
 * against the limits and the budget, before a worker thread is taken.
 */
public final class IngestEngine extends VertxPlatformHttpEngine {

    private final BodyLimits limits;
    private final ByteBudget budget;

    public IngestEngine(BodyLimits limits, ByteBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        if (endpoint.isUseStreaming()) {
            throw new IllegalArgumentException(
                    "platform-http:" + endpoint.getPath()
                            + ": useStreaming reads bodies without a bound. Leave it out; useBodyHandler=false reads a body as one of events.");
        }
        if (endpoint.isUseBodyHandler()) {
            return new ApiConsumer(endpoint, processor, Server.ROUTER);
        }
        return new IngestConsumer(endpoint, processor, Server.ROUTER, limits, budget);
    }
}
