package routes.destination.http;

import org.apache.camel.Exchange;
import routes.verdict.DeliveryException;

/** Sets the headers of one kind of destination's requests: credentials, names, signatures. */
public interface RequestHeaders {

    /**
     * @param exchange whose body is the batch that is sent
     * @param body the request's, before any compression
     */
    void write(Headers headers, Exchange exchange, byte[] body) throws DeliveryException;
}
