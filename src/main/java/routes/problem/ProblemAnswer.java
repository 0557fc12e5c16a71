package routes.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with the problem of the exception that was caught; with 500 where it is none, which is a fault of ours and is
 * logged, by its kind and place only: its message may hold a part of the request.
 */
public final class ProblemAnswer implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RefusedRequests refusals;
    private final Function<Exchange, String> sender;

    /** @param sender the address of who sent a request */
    public ProblemAnswer(RefusedRequests refusals, Function<Exchange, String> sender) {
        this.refusals = refusals;
        this.sender = sender;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Problem problem = caught instanceof ProblemException refused ? refused.problem() : unexpected(caught);
        refusals.count(problem, sender.apply(exchange));
        write(exchange, problem);
    }

    /** Makes the problem the exchange's answer; no header of the request is left in it. */
    public static void write(Exchange exchange, Problem problem) throws JsonProcessingException {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        problem.headers().forEach(answer::setHeader);
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        answer.setHeader(Exchange.CONTENT_TYPE, "application/problem+json");
        answer.setBody(ByteBuffer.wrap(JSON.writeValueAsBytes(problem)));
    }

    private static Problem unexpected(Exception caught) {
        StackTraceElement[] trace = caught.getStackTrace();
        LOG.error(
                "api: {} at {}; please report this",
                caught.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
        return Problem.of("internal_error", "This is a fault of the server; its log says where.");
    }
}
