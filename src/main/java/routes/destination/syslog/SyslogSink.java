package routes.destination.syslog;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import routes.destination.Requests;
import routes.destination.net.AddressPolicy;
import routes.destination.net.CertificateEnd;
import routes.destination.net.HangUps;
import routes.destination.net.TlsFiles;
import routes.journal.camel.JournalEndpoint;
import routes.value.Value;
import routes.verdict.Reason;

/**
 * Sends messages that were marshalled, in one step. In: a batch as the body, and the messages in the variable {@value
 * Requests#VARIABLE}. Out: the same batch; what was not sent is the exception. Over TCP and TLS it leaves on the exchange when what
 * was sent counts as delivered; a datagram counts when it is sent, and as no more than that.
 */
public final class SyslogSink extends ServiceSupport implements Processor, CamelContextAware {

    private static final Reason UNCONFIRMED = new Reason(
            "udp_unconfirmed",
            "Over UDP nothing says what arrives: events count as sent, never as delivered.",
            "Use syslog:// or syslog+tls:// where the receiver takes them.");

    private CamelContext context;
    private SyslogAddress address = SyslogAddress.of("syslog://localhost");
    private String routeId = "";
    private String caFile;
    private String clientCertificateFile;
    private String clientKeyFile;
    private long confirmAfter = 5_000;
    private int connectTimeout = 5_000;
    private int writeTimeout = 30_000;
    private int datagramsPerSecond = 1_000;
    private volatile SyslogClient client;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

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
        this.confirmAfter = confirmAfter;
    }

    /** Milliseconds to wait for a connection; 5000 unless set. */
    public void setConnectTimeout(int connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    /** Milliseconds that the peer may take no bytes before the connection is given up; 30000 unless set. */
    public void setWriteTimeout(int writeTimeout) {
        this.writeTimeout = writeTimeout;
    }

    /** Most datagrams a second over UDP, see {@link Pace}; 1000 unless set, 0 sets no limit. */
    public void setDatagramsPerSecond(int datagramsPerSecond) {
        this.datagramsPerSecond = datagramsPerSecond;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        SyslogClient using = client;
        if (using == null) {
            throw new RejectedExecutionException("the sink stops");
        }
        BooleanSupplier lost = exchange.getProperty(JournalEndpoint.LOST, BooleanSupplier.class);
        SyslogClient.Sent sent = using.send(Requests.bytes(exchange), lost == null ? () -> false : lost);
        exchange.setProperty(CertificateEnd.PROPERTY, sent.certificates());
        exchange.setProperty(JournalEndpoint.CONFIRMATION, sent.confirmation());
        if (isUdp()) {
            exchange.setProperty(JournalEndpoint.UNANSWERED, true);
            exchange.setProperty(Reason.WARNING, UNCONFIRMED);
        }
        Requests.end(exchange);
    }

    @Override
    protected void doStart() {
        AddressPolicy policy = AddressPolicy.of(context);
        client = isUdp()
                ? new SyslogDatagrams(address, policy, new Pace(datagramsPerSecond))
                : new SyslogStream(
                        address,
                        policy,
                        new TlsFiles(caFile, clientCertificateFile, clientKeyFile),
                        new SyslogTimes(Duration.ofMillis(confirmAfter), connectTimeout, writeTimeout));
        HangUps.of(context).add(routeId, this::hangUp);
    }

    private boolean isUdp() {
        return address.transport() == SyslogAddress.Transport.UDP;
    }

    @Override
    protected void doStop() {
        HangUps.of(context).remove(routeId);
        hangUp();
    }

    /** Takes no more before it is started again. */
    private synchronized void hangUp() {
        SyslogClient using = client;
        client = null;
        if (using != null) {
            using.hangUp();
        }
    }
}
