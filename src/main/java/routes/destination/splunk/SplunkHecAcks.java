package routes.destination.splunk;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.destination.http.Headers;
import routes.destination.http.HttpConnections;
import routes.destination.http.RequestHeaders;
import routes.journal.camel.JournalEndpoint;
import routes.value.Value;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/**
 * Indexer acknowledgement (<a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/AboutHECIDXAck">About HTTP Event Collector
 * Indexer Acknowledgment</a>): sets token and channel of each request, and as the step after it, where Splunk gave the request a
 * number, leaves on the exchange what completes when Splunk acknowledges it. What it does not acknowledge in time, or no longer knows
 * of, is lost and sent again, on a new channel.
 */
public final class SplunkHecAcks extends ServiceSupport implements Processor, RequestHeaders, CamelContextAware {

    /** Exchange property: the number in the last reply, a Long; absent where it had none. */
    static final String NUMBER = "SiemSplunkAckId";

    private static final Logger LOG = LoggerFactory.getLogger(SplunkHecAcks.class);
    private static final Pattern PAIR = Pattern.compile("[!-~]{1,4096}");
    private static final String CHANNEL = "SiemSplunkChannel";
    private static final long FIRST_POLL_MILLIS = 500;
    private static final long LAST_POLL_MILLIS = 10_000;
    /** So many mixed numbers with no acknowledgement between are no restart of Splunk's any more. */
    private static final int MOST_MIXED = 3;

    private CamelContext context;
    private HttpConnections connections;
    private String token = "";
    private boolean wanted = true;
    private boolean required;
    private long timeout = 300_000;

    private SplunkHecChannel channel = new SplunkHecChannel();
    private String cookie = "";
    private ScheduledExecutorService poller;
    private long pause = FIRST_POLL_MILLIS;
    private int mixed;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** The same as the events'. */
    public void setConnections(HttpConnections connections) {
        this.connections = connections;
    }

    public void setToken(Value token) {
        this.token = token.text();
    }

    /** {@code auto} unless set: where Splunk gives numbers. {@code required} parks where it gives none, {@code none} asks for none. */
    public void setAcknowledgement(String acknowledgement) {
        wanted = !acknowledgement.equals("none");
        required = acknowledgement.equals("required");
    }

    /** Milliseconds that an acknowledgement may take before all that waits is sent again; 300000 unless set. */
    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }

    @Override
    public void write(Headers headers, Exchange exchange, byte[] body) throws DeliveryException {
        exchange.removeProperty(NUMBER);
        SplunkHecChannel using = channel();
        credentials(headers, using);
        if (wanted) {
            exchange.setProperty(CHANNEL, using);
            BooleanSupplier lost = exchange.getProperty(JournalEndpoint.LOST, BooleanSupplier.class);
            if (lost != null && lost.getAsBoolean()) {
                throw DeliveryException.again(SplunkHecAckReply.UNACKNOWLEDGED, null);
            }
            awaitRoom(using);
        }
    }

    private synchronized SplunkHecChannel channel() {
        return channel;
    }

    private synchronized void credentials(Headers headers, SplunkHecChannel using) {
        headers.set("Authorization", "Splunk " + token);
        if (wanted) {
            headers.set("X-Splunk-Request-Channel", using.id());
        }
        if (!cookie.isEmpty()) {
            headers.set("Cookie", cookie);
        }
    }

    private static void awaitRoom(SplunkHecChannel using) {
        try {
            using.awaitRoom();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("the sink stops", stopping);
        }
    }

    @Override
    public void process(Exchange exchange) throws DeliveryException {
        Long number = (Long) exchange.removeProperty(NUMBER);
        SplunkHecChannel used = (SplunkHecChannel) exchange.removeProperty(CHANNEL);
        if (number == null || used == null) {
            if (required) {
                throw DeliveryException.of(Verdict.PARKED, SplunkHecAckReply.NO_NUMBER);
            }
            return;
        }
        Optional<CompletableFuture<Void>> confirmation = used.await(number);
        if (confirmation.isEmpty()) {
            lose(used, DeliveryException.again(SplunkHecAckReply.MIXED, null));
            throw mixed();
        }
        exchange.setProperty(JournalEndpoint.CONFIRMATION, confirmation.get());
        pollSoon();
    }

    /** The second of two requests with one number is not known to be kept either. */
    private synchronized DeliveryException mixed() {
        mixed++;
        return mixed < MOST_MIXED
                ? DeliveryException.again(SplunkHecAckReply.MIXED, null)
                : DeliveryException.of(Verdict.PARKED, SplunkHecAckReply.MIXED);
    }

    /** A balancer's, which has to lead the questions to where the events went; Splunk itself sets none. */
    synchronized void stickTo(String setCookie) {
        String pair = setCookie == null ? "" : setCookie.split(";", 2)[0].strip();
        if (wanted && PAIR.matcher(pair).matches()) {
            cookie = pair;
        }
    }

    private synchronized void pollSoon() {
        if (poller == null) {
            poller = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("splunk-acks", true));
            schedule();
        }
    }

    private synchronized void schedule() {
        if (poller != null && !poller.isShutdown()) {
            Future<?> unused = poller.schedule(this::poll, pause, TimeUnit.MILLISECONDS);
        }
    }

    private void poll() {
        SplunkHecChannel asked = channel();
        List<Long> open = asked.open();
        boolean progress = open.isEmpty();
        try {
            progress |= !open.isEmpty() && ask(asked, open);
        } catch (IOException | DeliveryException | RuntimeException unanswered) {
            // asked again; what the destination lacks is told by the next request
            LOG.debug(
                    "Splunk did not say what it acknowledges: {}",
                    unanswered.getClass().getSimpleName());
        }
        if (asked.waitsLongerThan(timeout)) {
            lose(asked, DeliveryException.again(SplunkHecAckReply.UNACKNOWLEDGED, null));
        }
        synchronized (this) {
            pause = progress ? FIRST_POLL_MILLIS : Math.min(pause * 2, LAST_POLL_MILLIS);
        }
        schedule();
    }

    /** Whether something was acknowledged. */
    private boolean ask(SplunkHecChannel asked, List<Long> numbers) throws IOException, DeliveryException {
        Headers headers = new Headers();
        credentials(headers, asked);
        SplunkHecAckReply reply = SplunkHecAckReply.of(connections, context, headers, numbers);
        reply.fault().ifPresent(why -> lose(asked, DeliveryException.again(why, null)));
        asked.acknowledged(reply.acknowledged());
        if (!reply.acknowledged().isEmpty()) {
            synchronized (this) {
                mixed = 0;
            }
        }
        return !reply.acknowledged().isEmpty();
    }

    /** What waited for this channel is sent again, on a new one. */
    private void lose(SplunkHecChannel gone, Throwable why) {
        synchronized (this) {
            if (channel == gone) {
                channel = new SplunkHecChannel();
                cookie = "";
            }
        }
        gone.lose(why);
    }

    @Override
    protected void doStop() {
        synchronized (this) {
            if (poller != null) {
                poller.shutdownNow();
                poller = null;
            }
        }
        lose(channel(), new CancellationException("the sink stops"));
    }
}
