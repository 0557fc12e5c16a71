package routes.destination.datadog;

import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.destination.http.HttpAnswer;
import routes.destination.http.ReplyReader;
import routes.verdict.DeliveryException;
import routes.verdict.HttpReply;
import routes.verdict.Reason;

/**
 * Reads the reply of Datadog's log intake: its status says it all
 * (<a href="https://docs.datadoghq.com/api/latest/logs/send-logs/">Send logs</a>). Beyond that, a limit that was reached says when
 * it ends, and a refused key has two remedies.
 */
public final class DatadogReply implements ReplyReader {

    private static final String REMEDY =
            "Set a new api_key, and check site: a key is known only at the site it was made at.";

    @Override
    public Optional<DeliveryException> read(HttpAnswer answer, Exchange exchange) {
        // Datadog's limits tell the seconds until they are reset in a header of their own
        String wait = answer.header(answer.header("retry-after") == null ? "x-ratelimit-reset" : "retry-after");
        return HttpReply.judge(answer.status(), wait, Clock.systemUTC()).map(DatadogReply::withRemedy);
    }

    private static DeliveryException withRemedy(DeliveryException failed) {
        Reason reason = failed.reason();
        boolean key = reason.code().equals("http_401") || reason.code().equals("http_403");
        return key ? DeliveryException.of(failed.rest(), new Reason(reason.code(), reason.detail(), REMEDY)) : failed;
    }
}
