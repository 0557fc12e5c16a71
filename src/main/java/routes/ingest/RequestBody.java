package routes.ingest;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import routes.problem.ProblemException;
import routes.server.body.BodyLimits;

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
        Message message = exchange.getMessage();
        keepContentType(message);
        message.setBody(body.isGzip() ? Gunzip.decompress(body.bytes(), limits, body.share()) : body.bytes());
    }

    /** Not a step of the route: Camel would compile a pattern for each header of each request. */
    private static void keepContentType(Message message) {
        Object contentType = message.getHeader(Exchange.CONTENT_TYPE);
        message.removeHeaders("*");
        if (contentType != null) {
            message.setHeader(Exchange.CONTENT_TYPE, contentType);
        }
    }
}
