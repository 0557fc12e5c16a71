package routes.ingest;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.problem.ProblemException;

/** Makes the body that {@link IngestEngine} read the exchange's body, decompressed; or says why there is none. */
public final class RequestBody implements Processor {

    private final BodyLimits limits;

    public RequestBody(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        Object arrived = exchange.removeProperty(Body.PROPERTY);
        if (arrived instanceof ProblemException refused) {
            throw refused;
        }
        Body body = (Body) arrived;
        exchange.getMessage()
                .setBody(body.isGzip() ? Gunzip.decompress(body.bytes(), limits, body.share()) : body.bytes());
    }
}
