package routes.ingest;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of requests that could not be answered, without the failure's words: they may quote a header, and a form's key can be a whole body. */
final class UnansweredRequests implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UnansweredRequests.class);

    private final String path;

    UnansweredRequests(String path) {
        this.path = path;
    }

    @Override
    public void handleException(Throwable failure) {
        LOG.warn(
                "a request to {} could not be answered: {}. Where its route is your own, remove the request's headers before it ends.",
                path,
                failure.getClass().getName());
    }

    @Override
    public void handleException(String message, Throwable failure) {
        handleException(failure);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable failure) {
        handleException(failure);
    }
}
