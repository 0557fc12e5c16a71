package routes.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.accept.UnreadableRequestException;
import routes.access.caller.Caller;
import routes.problem.Problem;
import routes.problem.ProblemAnswer;
import routes.problem.RefusedRequests;

/** Answers where no event of a request could be taken: 400 or 413 by what could not be read, 503 where the journal refused. */
public final class RefusedRequest implements Processor {

    private final RefusedRequests refusals;

    public RefusedRequest(RefusedRequests refusals) {
        this.refusals = refusals;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Problem problem = caught instanceof UnreadableRequestException request ? of(request) : journalRefused();
        refusals.count(problem, Caller.of(exchange).address());
        ProblemAnswer.write(exchange, problem);
    }

    private static Problem of(UnreadableRequestException request) {
        return Problem.of(request.code(), request.getMessage());
    }

    private static Problem journalRefused() {
        return Problem.of(
                        "journal_unavailable",
                        "Nothing of the request was accepted; send it again after the time in Retry-After.")
                .withHeader("Retry-After", "5");
    }
}
