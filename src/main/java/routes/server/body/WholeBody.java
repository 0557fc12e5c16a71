package routes.server.body;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import routes.problem.ProblemException;
import routes.problem.ProblemResponse;

/**
 * Reads the body of a request that is not one of events, against limits and the budget that all bodies share, and leaves it as the
 * context's. A form's fields are read as well, with Vert.x's own bounds; nothing is ever written to a file.
 */
public final class WholeBody implements Handler<RoutingContext> {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final BodyLimits limits;
    private final ByteBudget budget;

    public WholeBody(BodyLimits limits, ByteBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        try {
            expectForm(request);
            ByteBudget.Share share = budget.open(limits.declaredBytes(request.getHeader("Content-Length")));
            context.addEndHandler(end -> share.close());
            new BodyReader(context.vertx(), request, limits, budget, share)
                    .read()
                    .onSuccess(bytes -> {
                        ((RoutingContextInternal) context).setBody(Buffer.buffer(bytes));
                        context.next();
                    })
                    .onFailure(refused -> refuse(context, refused));
        } catch (ProblemException refused) {
            refuse(context, refused);
        }
    }

    private static void expectForm(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        if (type != null && type.regionMatches(true, 0, FORM, 0, FORM.length())) {
            request.setExpectMultipart(true);
        }
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof ProblemException refused) {
            ProblemResponse.write(context.response(), refused.problem());
        } else {
            context.fail(failure);
        }
    }
}
