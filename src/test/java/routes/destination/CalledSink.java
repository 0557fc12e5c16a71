package routes.destination;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import routes.destination.net.AddressPolicy;
import routes.destination.net.HangUps;

/**
 * A sink Kamelet in a Camel of its own, called in three ways: {@code direct:once}, without any error handler;
 * {@code direct:whole}, as the deliver route does; {@code direct:bare}, as a plain route with an error handler does.
 */
public final class CalledSink implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final String kamelet;

    /** @param kamelet such as {@code siem-webhook-sink} */
    public static CalledSink of(String kamelet, Map<String, String> settings) {
        return of(kamelet, settings, new AddressPolicy(AddressPolicy.USUAL));
    }

    public static CalledSink of(String kamelet, Map<String, String> settings, AddressPolicy policy) {
        return new CalledSink(kamelet, settings, policy);
    }

    private CalledSink(String name, Map<String, String> settings, AddressPolicy policy) {
        context.getRegistry().bind(AddressPolicy.NAME, policy);
        kamelet = "kamelet:" + name + "/";
        Properties parameters = new Properties();
        parameters.putAll(settings);
        KameletComponent kamelets = context.getComponent("kamelet", KameletComponent.class);
        kamelets.setRouteProperties(Map.of("once", parameters, "whole", parameters, "bare", parameters));
        try {
            context.addRoutes(callers());
            context.start();
        } catch (Exception failed) {
            throw new IllegalStateException("the Kamelet does not start", failed);
        }
    }

    public Exchange send(Object body) {
        return send(body, Map.of());
    }

    public Exchange send(Object body, Map<String, Object> headers) {
        return sendTo("direct:once", body, headers);
    }

    public Exchange sendTo(String route, Object body, Map<String, Object> headers) {
        try (var producer = context.createProducerTemplate()) {
            return producer.request(route, exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeaders(new HashMap<>(headers));
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As the router does it where nobody may wait any longer. */
    public void hangUp(String instance) {
        HangUps.of(context).hangUp(instance);
    }

    /** How often the caller's route was entered. */
    public int calls(String route) {
        return calls.get(route).get();
    }

    public List<String> endpointsAndRoutes() {
        List<String> texts = new ArrayList<>();
        context.getEndpoints().forEach(endpoint -> texts.add(endpoint.getEndpointUri() + " " + endpoint));
        context.getRouteDefinitions().forEach(route -> texts.add(route.toString()));
        context.getRoutes().forEach(route -> texts.add(route + " " + route.getProcessor()));
        return texts;
    }

    @Override
    public void close() {
        context.stop();
    }

    private RoutesBuilder callers() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                call("direct:once", "once").errorHandler(noErrorHandler()).to(kamelet + "once?noErrorHandler=true");
                call("direct:whole", "whole").errorHandler(redeliver()).to(kamelet + "whole?noErrorHandler=true");
                call("direct:bare", "bare").errorHandler(redeliver()).to(kamelet + "bare");
            }

            private RouteDefinition call(String uri, String id) {
                calls.put(uri, new AtomicInteger());
                var route = from(uri).routeId(id + "-caller");
                route.process(exchange -> calls.get(uri).incrementAndGet());
                return route;
            }

            private DefaultErrorHandlerDefinition redeliver() {
                return defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(1);
            }
        };
    }
}
