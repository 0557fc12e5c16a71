package routes.journal.camel;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import routes.event.Selection;
import routes.journal.Journal;

/** An address of the journal: {@code append}, or the name of a subscription. Options: see {@link JournalConsumer}. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "journal", title = "Journal", syntax = "journal:name")
public final class JournalEndpoint extends DefaultEndpoint {

    /** Exchange property, a {@link routes.event.Batch}: what of the body is not settled yet. */
    public static final String REMAINING = "SiemRemaining";

    /**
     * Exchange property, a {@link java.util.concurrent.CompletableFuture}: what is settled of the body counts only when it completes,
     * see {@link JournalConsumer}. Absent: it counts at once.
     */
    public static final String CONFIRMATION = "SiemConfirmation";

    /** Exchange property, true: what is settled counts, but as sent, because nobody will ever say that it arrived. */
    public static final String UNANSWERED = "SiemUnanswered";

    /** Exchange property, a {@link java.util.function.BooleanSupplier}: whether what was sent before has to be sent again first. */
    public static final String LOST = "SiemLost";

    /** Exchange property, a {@link java.util.function.BooleanSupplier}: whether whoever offers the batch is to stop. */
    public static final String STOPS = "SiemStops";

    /** Exchange property, an {@link java.time.Instant}: when to offer a failed batch again. */
    public static final String RETRY_AT = "SiemRetryAt";

    @UriPath(description = "append, or the subscription's name")
    private final String name;

    @UriParam(
            label = "consumer",
            defaultValue = "all",
            description = "The wanted kinds, as a Selection writes them: 2,9-10, or all, or none")
    private Selection selection = Selection.ALL;

    @UriParam(label = "consumer", defaultValue = "1000", description = "Most events in a batch")
    private int maxEvents = 1000;

    @UriParam(label = "consumer", defaultValue = "1000000", description = "Most bytes of events in a batch")
    private long maxBytes = 1_000_000;

    @UriParam(label = "consumer", defaultValue = "0", description = "How long a batch with room left waits for more")
    private long maxWaitMillis;

    @UriParam(
            label = "consumer",
            defaultValue = "now",
            description = "Where a new subscription begins: now, earliest, a time or position:N")
    private String startFrom = "now";

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "How many batches may be in the route at once, of which no two hold events of one agent; 1 keeps the journal's order, 0 is as many as help")
    private int inFlight = 1;

    @UriParam(label = "consumer", description = "The position it reads up to; then it waits to be stopped")
    private long until = Long.MAX_VALUE;

    @UriParam(
            label = "consumer",
            defaultValue = "300000",
            description = "Longest time between two attempts of a parked batch")
    private long probeMillis = 300_000;

    JournalEndpoint(String uri, JournalComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        if (!name.equals("append")) {
            throw new IllegalArgumentException("journal:" + name + " as a target: expected journal:append");
        }
        return new JournalProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        atLeastOne("maxEvents", maxEvents);
        atLeastOne("maxBytes", maxBytes);
        atLeastOne("probeMillis", probeMillis);
        if (inFlight < 0 || inFlight > InFlightLimit.MOST) {
            throw new IllegalArgumentException("journal:" + name + "?inFlight=" + inFlight + ": expected 0 to "
                    + InFlightLimit.MOST + "; correct the route");
        }
        JournalConsumer consumer = new JournalConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    private void atLeastOne(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "journal:" + name + "?" + option + "=" + value + ": expected 1 or more; correct the route");
        }
    }

    JournalComponent component() {
        return (JournalComponent) getComponent();
    }

    Journal journal() {
        return component().getJournal();
    }

    Selection selection() {
        return selection;
    }

    /** The subscription, where a consumer reads. */
    public String getName() {
        return name;
    }

    public String getSelection() {
        return selection.toString();
    }

    public void setSelection(String text) {
        selection = Selection.parse(text);
    }

    public int getMaxEvents() {
        return maxEvents;
    }

    public void setMaxEvents(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    public long getMaxBytes() {
        return maxBytes;
    }

    public void setMaxBytes(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    public long getMaxWaitMillis() {
        return maxWaitMillis;
    }

    public void setMaxWaitMillis(long maxWaitMillis) {
        this.maxWaitMillis = maxWaitMillis;
    }

    public String getStartFrom() {
        return startFrom;
    }

    public void setStartFrom(String startFrom) {
        this.startFrom = startFrom;
    }

    InFlightLimit inFlightLimit() {
        return new InFlightLimit(inFlight);
    }

    public int getInFlight() {
        return inFlight;
    }

    public void setInFlight(int inFlight) {
        this.inFlight = inFlight;
    }

    public long getUntil() {
        return until;
    }

    public void setUntil(long until) {
        this.until = until;
    }

    public long getProbeMillis() {
        return probeMillis;
    }

    public void setProbeMillis(long probeMillis) {
        this.probeMillis = probeMillis;
    }
}
