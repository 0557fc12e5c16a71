package routes.deliver;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Remembers in which step of a sink an exchange failed, so that its status can say so. Makes an {@link Error} in a step the exchange's
 * failure, as Camel makes an exception: left to itself Camel lets those of the virtual machine, such as a stack that overflowed, pass by
 * all error handling, and the integration's status would not say why nothing is delivered.
 */
final class FailedSteps implements InterceptStrategy {

    /** Exchange property: the ids of the route and the step in which the request failed first. */
    private static final String STEP = "SiemFailedStep";

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor next) {
        String route = ProcessorDefinitionHelper.getRouteId(step);
        return route != null && route.startsWith(DeliverRoutes.SINK)
                ? new Step(target, route + "/" + step.getId())
                : target;
    }

    /** An empty text where no step of a sink failed. */
    static String of(Exchange exchange) {
        return exchange.getProperty(STEP, "", String.class);
    }

    /** What failed was judged; the next request is another one. */
    static void forget(Exchange exchange) {
        exchange.removeProperty(STEP);
    }

    private static final class Step extends DelegateAsyncProcessor {

        private final String name;

        Step(Processor step, String name) {
            super(step);
            this.name = name;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            AsyncCallback noting = doneSync -> {
                note(exchange);
                callback.done(doneSync);
            };
            try {
                return super.process(exchange, noting);
            } catch (VirtualMachineError error) {
                exchange.setException(error);
                noting.done(true);
                return true;
            }
        }

        /** A step within another one comes first. */
        private void note(Exchange exchange) {
            if (exchange.getException() != null && exchange.getProperty(STEP) == null) {
                exchange.setProperty(STEP, name);
            }
        }
    }
}
