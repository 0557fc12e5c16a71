package routes.destination.http;

import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.verdict.DeliveryException;

/** Says of one kind of destination's replies what they mean. */
public interface ReplyReader {

    /**
     * @param exchange whose body is the batch that was sent
     * @return empty where all of it was delivered
     */
    Optional<DeliveryException> read(HttpAnswer answer, Exchange exchange) throws IOException;
}
