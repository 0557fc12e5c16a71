package routes.format;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import routes.deliver.DeliveryException;
import routes.event.Batch;

/**
 * In: a batch, or JSON that holds events. Out: the batch as the body, and its {@link KafkaRecords} as the variable
 * {@link #RECORDS}.
 *
 * <p>While it runs, the sink's {@link KafkaClients} are in Camel's registry under a name of the route's own: the beans of a
 * template are known while its route is built, but an endpoint that is enriched from is made by the first message.
 */
public final class KafkaRequest extends ServiceSupport implements Processor, CamelContextAware {

    /** The exchange variable that holds the records. */
    static final String RECORDS = "kafkaRecords";

    private CamelContext context;
    private KafkaClients clients;
    private String clientsName;

    public void setClients(KafkaClients clients) {
        this.clients = clients;
    }

    /** The name that the endpoint asks for. */
    public void setClientsName(String clientsName) {
        this.clientsName = clientsName;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public void process(Exchange exchange) throws DeliveryException {
        Batch batch = Requests.batch(exchange, exchange.getMessage().getBody());
        exchange.setVariable(RECORDS, new KafkaRecords(exchange.getContext(), batch));
    }

    @Override
    protected void doStart() {
        context.getRegistry().bind(clientsName, clients);
    }

    @Override
    protected void doStop() {
        context.getRegistry().unbind(clientsName);
    }
}
