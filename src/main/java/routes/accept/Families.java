package routes.accept;

import java.util.List;
import org.apache.camel.Exchange;
import routes.accept.rule.Arrivals;

/** What the accept route asks of a request that holds events of several families. */
public final class Families {

    /** One batch a family, at most three. */
    public List<Arrivals> of(Arrivals request) {
        return request.families();
    }

    /** Sets the exchange property {@code family}, which the content-based router looks at. */
    public void name(Exchange exchange) {
        exchange.setProperty(
                "family", exchange.getMessage().getBody(Arrivals.class).family());
    }
}
