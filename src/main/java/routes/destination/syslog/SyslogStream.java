package routes.destination.syslog;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.bytes.ByteArrayEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.netty.ClientInitializerFactory;
import org.apache.camel.component.netty.NettyProducer;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.destination.net.AddressPolicy;
import routes.destination.net.CertificateEnd;
import routes.destination.net.HangUps;
import routes.destination.net.TlsFiles;
import routes.journal.camel.JournalEndpoint;
import routes.value.Value;
import routes.verdict.DeliveryException;

/**
 * The connection of a syslog sink, made by Camel's netty component. Syslog has no replies: over TCP and TLS, what was written
 * counts as delivered once the connection has stood for {@code confirmAfter} since; where it ends before, that is lost. A
 * datagram counts as delivered when it is sent.
 */
public final class SyslogStream extends ClientInitializerFactory implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(SyslogStream.class);

    private SyslogAddress address;
    private String routeId = "";
    private String caFile;
    private String clientCertificateFile;
    private String clientKeyFile;
    private Duration confirmAfter = Duration.ofSeconds(5);
    private Duration writeTimeout = Duration.ofSeconds(30);
    private AddressPolicy policy = new AddressPolicy(AddressPolicy.USUAL);
    private volatile SyslogConnection current;
    /** The connection on which the message that is about to be sent may follow those before it; null for any new one. */
    private volatile SyslogConnection expected;

    private volatile boolean hungUp;

    /** See {@link SyslogAddress}. */
    public void setUrl(Value url) {
        address = SyslogAddress.of(url.text());
    }

    /** Of the sink's route. */
    public void setRouteId(String routeId) {
        this.routeId = routeId;
    }

    /** PEM file of the only authorities that are trusted; those Java comes with where it is empty. */
    public void setCaFile(Value caFile) {
        this.caFile = caFile.text();
    }

    /** PEM file of the client certificate and its chain; none where it is empty. */
    public void setClientCertificateFile(Value clientCertificateFile) {
        this.clientCertificateFile = clientCertificateFile.text();
    }

    /** PEM file of the client certificate's key, PKCS#8, not encrypted. */
    public void setClientKeyFile(Value clientKeyFile) {
        this.clientKeyFile = clientKeyFile.text();
    }

    /** Milliseconds a connection has to stand after a write; 5000 unless set, 0 counts what is written as delivered. */
    public void setConfirmAfter(long confirmAfter) {
        this.confirmAfter = Duration.ofMillis(confirmAfter);
    }

    /** Milliseconds that the peer may take no bytes before the connection is given up; 30000 unless set. */
    public void setWriteTimeout(long writeTimeout) {
        this.writeTimeout = Duration.ofMillis(writeTimeout);
    }

    @Override
    public ClientInitializerFactory createPipelineFactory(NettyProducer producer) {
        CamelContext context = producer.getContext();
        policy = AddressPolicy.of(context);
        HangUps.of(context).add(routeId, () -> hangUp(producer));
        return this;
    }

    @Override
    protected void initChannel(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        if (address.transport() == SyslogAddress.Transport.UDP) {
            pipeline.addLast(new SyslogDatagrams(policy));
            return;
        }
        pipeline.addLast(new SyslogAddressCheck(policy));
        SyslogConnection connection = new SyslogConnection(confirmAfter);
        try {
            leave(expected);
            if (address.transport() == SyslogAddress.Transport.TLS) {
                pipeline.addLast(new SslHandler(engine()));
            }
            pipeline.addLast(new WriteTimeoutHandler(writeTimeout.toMillis(), TimeUnit.MILLISECONDS));
            pipeline.addLast(new ByteArrayEncoder());
        } catch (DeliveryException unusable) {
            pipeline.addLast(new SyslogRefusal(unusable));
        }
        pipeline.addLast(connection);
        current = connection;
        if (hungUp) {
            connection.hangUp();
        }
    }

    /** Nothing may go over a new connection as long as what was lost with the one before has not been sent again. */
    private static void leave(SyslogConnection before) throws DeliveryException {
        if (before != null && before.abandon()) {
            throw SyslogConnection.lost();
        }
    }

    /** What Camel's netty component connects to; asked when the sink's route is made. */
    public String netty() {
        return address.netty();
    }

    /**
     * Goes before each send, because order must outlive a connection. Where it ends from here on, the send fails; where it ended
     * before, whoever waits for confirmations knows already, and is asked.
     */
    public void begin(Exchange exchange) throws DeliveryException {
        SyslogConnection connection = current;
        expected = connection == null || connection.isOver() ? null : connection;
        BooleanSupplier lost = exchange.getProperty(JournalEndpoint.LOST, BooleanSupplier.class);
        if (lost != null && lost.getAsBoolean()) {
            throw SyslogConnection.lost();
        }
    }

    /** Follows each send: leaves on the exchange when what was sent counts as delivered, and says what was left out of it. */
    @Override
    public void process(Exchange exchange) {
        exchange.setException((DeliveryException) exchange.removeProperty(DeliveryException.LEFT_OUT));
        SyslogConnection connection = current;
        if (connection != null) {
            exchange.setProperty(CertificateEnd.PROPERTY, connection.certificateEnd());
            exchange.setProperty(
                    JournalEndpoint.CONFIRMATION, confirmAfter.isZero() ? null : connection.confirmation());
        }
    }

    /** Ends the connection; a write in flight fails, and what is not confirmed stays so. Its endpoint goes with it. */
    private void hangUp(NettyProducer producer) {
        CamelContext context = producer.getContext();
        HangUps.of(context).remove(routeId);
        try {
            context.removeEndpoint(producer.getEndpoint());
        } catch (Exception stuck) {
            // its message would quote the address
            LOG.warn(
                    "an endpoint of a removed route did not stop in order: {}",
                    stuck.getClass().getSimpleName());
        }
        hungUp = true;
        SyslogConnection connection = current;
        if (connection != null) {
            connection.hangUp();
        }
    }

    /** TLS 1.2 or newer with the host name verified, always (RFC 5425 section 5.2). */
    private SSLEngine engine() throws DeliveryException {
        TlsFiles files = new TlsFiles(path(caFile), path(clientCertificateFile), path(clientKeyFile));
        SSLEngine engine = files.context().createSSLEngine(address.host(), address.port());
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static String path(String set) {
        return ObjectHelper.isEmpty(set) ? null : set;
    }
}
