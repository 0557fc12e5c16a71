package routes.deliver;

import java.time.Clock;
import java.util.Optional;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Sees to it that the index template is there before the first bulk request, once in the life of a sink: asks whether the route
 * still has to, and reads the replies of looking for the template (HEAD) and of creating it (PUT). What goes wrong is no event's
 * fault: it is tried again or parks.
 */
public final class ElasticsearchTemplateReply implements AggregationStrategy {

    private static final String MENDING =
            "Give the API key or user the cluster privilege manage_index_templates, or create the template yourself and set"
                    + " create_template to none.";

    private final Clock clock;
    private boolean wanted;
    private volatile boolean present;

    public ElasticsearchTemplateReply() {
        this(Clock.systemUTC());
    }

    /** @param clock what a Retry-After date is compared with */
    public ElasticsearchTemplateReply(Clock clock) {
        this.clock = clock;
    }

    /** Whether the route has to see to the template at all: {@code create} or {@code none}. */
    public void setCreateTemplate(String createTemplate) {
        wanted = createTemplate.equals("create");
    }

    /** Whether it is not known yet that the template is there. */
    public boolean isMissing() {
        return wanted && !present;
    }

    @Override
    public Exchange aggregate(Exchange original, Exchange answered) {
        if (answered.getException() != null) {
            original.getMessage().removeHeader("Authorization");
            original.setException(answered.getException());
            return original;
        }
        Message reply = answered.getMessage();
        int status = reply.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        boolean looked = "HEAD".equals(original.getMessage().getHeader(Exchange.HTTP_METHOD));
        Optional<DeliveryException> failure = HttpReply.judge(reply, clock);
        present = failure.isEmpty();
        if (failure.isPresent() && !(looked && status == 404)) {
            original.getMessage().removeHeader("Authorization");
            original.setException(failure.get().rest() == Verdict.AGAIN ? failure.get() : parked(status));
        }
        return original;
    }

    private static DeliveryException parked(int status) {
        return DeliveryException.of(
                Verdict.PARKED,
                new Reason(
                        "index_template_" + status,
                        "The cluster answered " + status + " when the index template was to be created.",
                        MENDING));
    }
}
