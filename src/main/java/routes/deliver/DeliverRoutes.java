package routes.deliver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.destination.Trial;
import routes.destination.net.HangUps;
import routes.event.Batch;
import routes.journal.camel.JournalConsumer;
import routes.value.SinkParameters;
import routes.value.Values;

/**
 * Puts the route template {@code deliver} to use: one route an integration, and the instance of its Kamelet. The Kamelet's
 * parameters go through the component, never through an endpoint URI, and those that are values not through Camel at all.
 */
public final class DeliverRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverRoutes.class);
    /** What the id of every sink's route begins with. */
    static final String SINK = "sink-";

    /** How long a request in flight may still be answered when its integration stops; then it counts as not answered. */
    private static final long ANSWER_SECONDS = 2;

    /** How long a request in flight may take before its sink is made anew all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The lane of a sink that is only tried out. */
    private static final String TRIAL = "trial";

    private static final long LOOK_MILLIS = 20;

    private final CamelContext context;
    private final Values values;
    private final UsedEndpoints endpoints;
    private final Map<String, Properties> sinkParameters = new ConcurrentHashMap<>();

    public DeliverRoutes(CamelContext context) {
        this.context = context;
        this.values = Values.in(context);
        this.endpoints = new UsedEndpoints(context);
        context.getCamelContextExtension().addInterceptStrategy(new FailedSteps());
        context.getComponent("kamelet", KameletComponent.class).setRouteProperties(sinkParameters);
    }

    /** Delivers what its subscription holds, up to a position. */
    void add(DeliverySettings settings, long until) throws Exception {
        Map<String, Object> options = new TreeMap<>();
        options.put("selection", settings.selection());
        options.put("maxEvents", settings.maxEvents());
        options.put("maxBytes", roomForEvents(settings.maxBytes()));
        options.put("maxWaitMillis", settings.maxWaitMillis());
        options.put("startFrom", settings.startFrom());
        options.put("inFlight", settings.pace().inFlight());
        options.put("until", until);
        add(settings, "journal:" + settings.id() + "?" + URISupport.createQueryString(options));
    }

    /** @param source the address of a Camel endpoint that offers batches */
    void add(DeliverySettings settings, String source) throws Exception {
        give(settings.id(), settings.parameters());
        TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, "deliver")
                .routeId(routeId(settings.id()))
                .parameter("integration", settings.id())
                .parameter("kamelet", settings.kamelet())
                .parameter("source", source)
                .parameter("redeliveries", settings.redeliveries())
                .parameter("redeliveryDelay", settings.redeliveryDelayMillis())
                .parameter("maximumRedeliveryDelay", settings.maxRedeliveryDelayMillis())
                .parameter("onExhausted", settings.deadLetterWhenExhausted() ? "give-up" : "park");
        endpoints.make(routeId(settings.id()), route::add);
    }

    /**
     * Sends one batch through an instance of a Kamelet that is there for this call alone.
     *
     * @param id of no integration
     * @param isTest whether a sink that can do without leaves nothing behind
     * @throws Exception what the sink says of a batch that was not delivered, as the deliver route would get it
     */
    public void sendOnce(String id, String kamelet, SinkParameters parameters, Batch batch, boolean isTest)
            throws Exception {
        give(id, parameters);
        try (ProducerTemplate sender = context.createProducerTemplate()) {
            Endpoint sink = sink(id, kamelet);
            Exchange sent = sender.request(sink, exchange -> {
                exchange.setProperty(Trial.PROPERTY, isTest);
                exchange.getMessage().setBody(batch);
            });
            endpoints.removeUnused(List.of(sink));
            if (sent.getException() != null) {
                throw sent.getException();
            }
        } finally {
            forget(id);
        }
    }

    /** Makes an instance of a sink, to see whether it can be made, and takes it away again; sends nothing. */
    public void tryOut(DeliverySettings settings) throws Exception {
        String id = DeliverySettings.laneId(settings.id(), TRIAL);
        give(id, settings.parameters());
        try {
            endpoints.removeUnused(List.of(sink(id, settings.kamelet())));
        } finally {
            forget(id);
        }
    }

    private Endpoint sink(String id, String kamelet) throws Exception {
        String address = "kamelet:" + kamelet + "/" + sinkId(id) + "?noErrorHandler=true";
        return endpoints.make(sinkId(id), () -> context.getEndpoint(address));
    }

    /** Offers no more and waits until the request in flight is answered, if that takes not too long. */
    public void drain(String id) throws InterruptedException {
        Route route = context.getRoute(routeId(id));
        if (route != null && route.getConsumer() instanceof JournalConsumer consumer) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            consumer.suspend();
            while (context.getInflightRepository().size(routeId(id)) > 0 && System.nanoTime() < end) {
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    /** What the sink's route is made with when its Kamelet's endpoint is: Camel sees no value, only handles. */
    private void give(String id, SinkParameters parameters) {
        sinkParameters.put(sinkId(id), values.keep(sinkId(id), parameters));
    }

    private void forget(String id) {
        sinkParameters.remove(sinkId(id));
        values.forget(sinkId(id));
    }

    /** Ends the requests of one sink that are in flight; whoever waits for them is told that they failed. */
    public void hangUp(String id) {
        HangUps.of(context).hangUp(sinkId(id));
        endpoints.hangUp(sinkId(id)::equals);
    }

    /** What an encoder puts round events of usual size takes about a third of a request. */
    public static long roomForEvents(long requestBytes) {
        return Math.max(1, requestBytes / 3 * 2);
    }

    /** Removes the route, the Kamelet's route behind it and what they alone used, the destination's client with its connections. */
    void remove(String id) throws Exception {
        if (!sinkParameters.containsKey(sinkId(id))) {
            // nothing to look for among the routes of a thousand others
            return;
        }
        CompletableFuture<Void> hangUp = later(() -> hangUp(id));
        try {
            endpoints.remove(routeId(id));
        } finally {
            hangUp.cancel(false);
        }
        forget(id);
    }

    /**
     * Ends all requests in flight and offers no more, so that the stop that follows finds every route idle: Camel stops routes one
     * after another, and each would wait for its peer.
     */
    void hangUpAll() {
        CompletableFuture<Void> hangUp = later(() -> {
            HangUps.of(context).hangUpAll();
            endpoints.hangUp(route -> route.startsWith(SINK));
        });
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletableFuture.allOf(context.getRoutes().stream()
                            .map(Route::getConsumer)
                            .filter(JournalConsumer.class::isInstance)
                            .map(consumer -> CompletableFuture.runAsync(((JournalConsumer) consumer)::suspend, threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException unfinished) {
            LOG.warn("a delivery could not be ended before the stop; the stop waits for it");
        } finally {
            hangUp.cancel(false);
            threads.shutdown();
        }
    }

    /** A peer that never answers must not hold up who stops or changes its integration. */
    private static CompletableFuture<Void> later(Runnable hangUp) {
        return CompletableFuture.runAsync(hangUp, CompletableFuture.delayedExecutor(ANSWER_SECONDS, TimeUnit.SECONDS));
    }

    boolean isThere(String id) {
        return context.getRouteController().getRouteStatus(routeId(id)) != null;
    }

    void retryNow(String id) {
        Route route = context.getRoute(routeId(id));
        if (route != null && route.getConsumer() instanceof JournalConsumer consumer) {
            consumer.retryNow();
        }
    }

    private static String routeId(String id) {
        return "deliver-" + id;
    }

    private static String sinkId(String id) {
        return SINK + id;
    }
}
