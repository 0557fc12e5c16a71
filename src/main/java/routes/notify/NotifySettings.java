package routes.notify;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;

/**
 * How people are told.
 *
 * @param url the webhook's, a secret; none where nobody is told
 * @param format of the body: json, slack, teams or pagerduty
 * @param template a file with a body of one's own
 * @param routingKey of PagerDuty, a secret; none where it is not needed
 */
public record NotifySettings(List<String> url, String format, Optional<Path> template, List<String> routingKey) {

    /** Leaves out the secrets. */
    @Override
    public String toString() {
        return "NotifySettings[" + format + "]";
    }

    /**
     * Empty where nobody is told.
     *
     * @param data folder in which is kept what people were told
     * @param router this one's name, among several
     * @throws IllegalArgumentException where they cannot be used
     */
    public Optional<Notifications> open(
            CamelContext context, Path data, Clock clock, String router, MeterRegistry metrics) throws IOException {
        List.of("sent", "failed", "lost").forEach(outcome -> Outbox.counter(metrics, outcome));
        Template ready = Template.of(format, routingKey.isEmpty() ? "" : routingKey.get(0));
        Template body = template.map(ready::with).orElse(ready);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Webhook webhook = new Webhook(context, url.get(0));
        Outbox outbox = new Outbox(clock, notice -> webhook.post(body.fill(notice)), metrics);
        return Optional.of(new Notifications(clock, router, new TroubleFile(data.resolve("notified.json")), outbox));
    }
}
