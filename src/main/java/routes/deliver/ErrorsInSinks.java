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
 * Makes an {@link Error} in a step of a sink the exchange's failure, as Camel makes an exception. Left to itself Camel lets those of
 * the virtual machine, such as a stack that overflowed, pass by all error handling: the integration's status would not say why
 * nothing is delivered.
 */
final class ErrorsInSinks implements InterceptStrategy {

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor next) {
        String route = ProcessorDefinitionHelper.getRouteId(step);
        return route != null && route.startsWith(DeliverRoutes.SINK) ? new Step(target) : target;
    }

    private static final class Step extends DelegateAsyncProcessor {

        Step(Processor step) {
            super(step);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            try {
                return super.process(exchange, callback);
            } catch (VirtualMachineError error) {
                exchange.setException(error);
                callback.done(true);
                return true;
            }
        }
    }
}
