package routes.destination.kafka;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.DisconnectException;
import routes.destination.Requests;
import routes.destination.net.AddressPolicy;
import routes.destination.net.HangUps;
import routes.event.Batch;
import routes.event.Event;
import routes.value.Value;
import routes.verdict.DeliveryException;

/**
 * Sends a batch, one event a record, and waits for what the brokers answer for each: one step, so that whoever repeats it repeats
 * the sending. In: a batch, or JSON that holds events. Out: the same batch; what was not acknowledged is the exception.
 *
 * <p>The client is made when it is first used, and anew after a failure: one that was refused its credentials once stays broken
 * for good, and one without a broker would look for it, and log that, for as long as the integration is parked.
 */
public final class KafkaSink extends ServiceSupport implements Processor, CamelContextAware {

    private final KafkaSettings settings = new KafkaSettings();
    private final KafkaSecurity security = new KafkaSecurity();
    private CamelContext context;
    private String topic = "";
    private String routeId = "";
    private KafkaConnection connection;
    private boolean stopped;

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    /** Of the sink's route; it is what the brokers see as the client's id. */
    public void setRouteId(String routeId) {
        this.routeId = routeId;
        settings.set("client.id", routeId);
    }

    /** {@code host:port}, with commas between. */
    public void setBrokers(Value brokers) {
        settings.set("bootstrap.servers", brokers.text());
    }

    public void setTopic(Value topic) {
        this.topic = topic.text();
    }

    /** {@code none}, {@code gzip}, {@code snappy}, {@code lz4} or {@code zstd}. */
    public void setCompression(String compression) {
        settings.set("compression.type", compression);
    }

    /** Milliseconds a record may wait for others to the same partition. */
    public void setLinger(int linger) {
        settings.linger(linger);
    }

    /** Bytes of a record, and of a request. */
    public void setMaxRecordBytes(int bytes) {
        settings.set("max.request.size", Integer.toString(bytes));
    }

    /** Milliseconds to wait until a broker has told where the topic is. */
    public void setConnectTimeout(int millis) {
        settings.set("max.block.ms", Integer.toString(millis));
    }

    /** Milliseconds until the records have to be acknowledged. */
    public void setResponseTimeout(int millis) {
        settings.delivery(millis);
    }

    /** {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}. */
    public void setSecurityProtocol(String securityProtocol) {
        security.protocol = securityProtocol;
    }

    /** {@code PLAIN}, {@code SCRAM-SHA-256} or {@code SCRAM-SHA-512}. */
    public void setSaslMechanism(String saslMechanism) {
        security.saslMechanism = saslMechanism;
    }

    public void setUsername(Value username) {
        security.username = username.text();
    }

    public void setPassword(Value password) {
        security.password = password.text();
    }

    /** PEM file of the only authorities that are trusted; those Java comes with unless set. */
    public void setCaFile(Value caFile) {
        security.caFile = caFile.text();
    }

    /** PEM file of the client certificate and its chain; none unless set. */
    public void setClientCertificateFile(Value clientCertificateFile) {
        security.clientCertificateFile = clientCertificateFile.text();
    }

    /** PEM file of the client certificate's key, PKCS#8, not encrypted. */
    public void setClientKeyFile(Value clientKeyFile) {
        security.clientKeyFile = clientKeyFile.text();
    }

    @Override
    public void process(Exchange exchange) throws DeliveryException {
        Batch batch = Requests.batch(exchange, exchange.getMessage().getBody());
        try {
            send(batch.events(), current());
        } catch (DeliveryException said) {
            if (said.refusals() == 0) {
                renew();
            }
            throw said;
        } catch (KafkaException unusable) {
            renew();
            throw KafkaFailure.judge(unusable);
        }
    }

    /** Records are handed out one after another, and none after one that failed at once: each would wait for the same broker. */
    private void send(List<Event> events, KafkaConnection current) throws DeliveryException {
        Producer<byte[], byte[]> producer = current.producer();
        KafkaAnswers answers = new KafkaAnswers();
        for (int i = 0; i < events.size() && answers.areGood(); i++) {
            int record = i;
            try {
                Future<RecordMetadata> unused =
                        producer.send(record(events.get(i)), (sent, failure) -> answers.put(record, sent, failure));
            } catch (KafkaException failed) {
                answers.put(record, null, failed);
            } catch (IllegalStateException closed) {
                answers.put(record, null, new DisconnectException("kafka: hung up"));
            }
        }
        producer.flush();
        if (!answers.areGood()) {
            throw answers.verdict(current.obstacle());
        }
    }

    private ProducerRecord<byte[], byte[]> record(Event event) throws DeliveryException {
        try {
            return KafkaRecord.of(topic, event);
        } catch (RuntimeException unwritable) {
            throw Requests.cannotEncode(unwritable);
        }
    }

    private synchronized KafkaConnection current() throws DeliveryException {
        if (stopped) {
            throw new DisconnectException("kafka: the sink was stopped; nothing was sent");
        }
        if (connection == null) {
            Properties all = settings.all();
            all.putAll(security.settings());
            connection = KafkaConnection.open(all, AddressPolicy.of(context));
        }
        return connection;
    }

    /** The next request begins with a new client, which reads the PEM files again. */
    private synchronized void renew() {
        hangUp();
        connection = null;
    }

    private synchronized void hangUp() {
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    protected synchronized void doStart() {
        stopped = false;
        HangUps.of(context).add(routeId, this::hangUp);
    }

    @Override
    protected synchronized void doStop() {
        HangUps.of(context).remove(routeId);
        stopped = true;
        renew();
    }
}
