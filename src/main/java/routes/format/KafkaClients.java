package routes.format;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.DisconnectException;

/**
 * Makes the Kafka client of one sink. Its credentials come from here and not from the endpoint, so that no URI holds them.
 *
 * <p>The client is made when it is first used, and anew after {@link #renew}: one that was refused its credentials once stays broken
 * for good, and one without a broker would look for it, and log that, for as long as the integration is parked.
 */
public final class KafkaClients implements KafkaClientFactory {

    /** Long enough to say goodbye; what is in flight then is sent again. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final KafkaSecurity security = new KafkaSecurity();
    private String brokers;
    private Properties settings;
    private Producer<?, ?> producer;
    private boolean closed;

    /** {@code host:port}, with commas between. */
    public void setBrokers(String brokers) {
        this.brokers = brokers;
    }

    /** {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}. */
    public void setSecurityProtocol(String securityProtocol) {
        security.protocol = securityProtocol;
    }

    /** {@code PLAIN}, {@code SCRAM-SHA-256} or {@code SCRAM-SHA-512}. */
    public void setSaslMechanism(String saslMechanism) {
        security.saslMechanism = saslMechanism;
    }

    public void setUsername(String username) {
        security.username = username;
    }

    public void setPassword(String password) {
        security.password = password;
    }

    /** PEM file of the only authorities that are trusted; those Java comes with unless set. */
    public void setCaFile(String caFile) {
        security.caFile = caFile;
    }

    /** PEM file of the client certificate and its chain; none unless set. */
    public void setClientCertificateFile(String clientCertificateFile) {
        security.clientCertificateFile = clientCertificateFile;
    }

    /** PEM file of the client certificate's key, PKCS#8, not encrypted. */
    public void setClientKeyFile(String clientKeyFile) {
        security.clientKeyFile = clientKeyFile;
    }

    @Override
    public String getBrokers(KafkaConfiguration configuration) {
        return brokers;
    }

    @Override
    public Consumer<?, ?> getConsumer(Properties kafkaProps) {
        throw new UnsupportedOperationException("kafka: this is a sink; it only produces");
    }

    @Override
    public synchronized Producer<?, ?> getProducer(Properties kafkaProps) {
        settings = kafkaProps;
        closed = false;
        InvocationHandler toCurrent = (proxy, method, arguments) ->
                "close".equals(method.getName()) ? close() : invoke(current(), method, arguments);
        return (Producer<?, ?>)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Producer.class}, toCurrent);
    }

    /** The next request begins with a new client, which reads the PEM files again. */
    synchronized void renew() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private synchronized Producer<?, ?> current() {
        if (closed) {
            throw new DisconnectException("kafka: the sink was stopped; nothing was sent");
        }
        if (producer == null) {
            Properties all = new Properties();
            all.putAll(settings);
            all.putAll(security.settings());
            all.putAll(KafkaTimes.settings(settings));
            producer = new KafkaProducer<>(all);
        }
        return producer;
    }

    private synchronized Object close() {
        closed = true;
        if (producer != null) {
            producer.close(CLOSING);
            producer = null;
        }
        return null;
    }

    private static Object invoke(Producer<?, ?> producer, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(producer, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
