package routes.notify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import routes.deliver.health.Health;
import routes.event.Amount;
import routes.verdict.Reason;

/**
 * What people are told of one integration. It has no byte of an event and nothing that a destination said: of a reason its code and the
 * router's own words, never its reply.
 *
 * @param key the same from the first failure to the recovery
 * @param reason why it fails; empty where it does not
 * @param since when it began to fail
 */
record Notice(
        Occasion occasion,
        String key,
        String router,
        Subject subject,
        Optional<Reason> reason,
        Instant since,
        Instant at) {

    private static final int LONGEST_NAME = 200;

    /** For the check of a template. */
    static Notice sample() {
        Reason reason = new Reason("http_503", "The destination answered 503.", "Look at it.");
        Subject subject =
                new Subject("soc", "SOC", "webhook", false, Health.FAILING, Optional.of(reason), Instant.EPOCH, 1);
        return new Notice(
                Occasion.FAILING,
                "siem-router/soc",
                "router",
                subject,
                Optional.of(reason),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** By the placeholders that a template may have. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("event", occasion.wireName());
        fields.put("action", occasion.isFailure() ? "trigger" : "resolve");
        fields.put("key", key);
        fields.put("router", router);
        fields.put("integration", subject.id());
        fields.put("name", name());
        fields.put("type", subject.type());
        fields.put("health", subject.health().name().toLowerCase(Locale.ROOT));
        fields.put("since", seconds(since));
        fields.put("at", seconds(at));
        fields.put("reason", reason.map(Reason::code).orElse(""));
        fields.put("detail", reason.map(Reason::detail).orElse(""));
        fields.put("remedy", reason.map(Reason::remedy).orElse(""));
        fields.put("pending", Long.toString(subject.pendingEvents()));
        fields.put("title", title());
        fields.put("text", text());
        return fields;
    }

    private String name() {
        String name = subject.name();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private String title() {
        return "Integration " + name() + " (" + subject.type() + ") " + occasion.words()
                + reason.map(why -> ": " + why.code()).orElse("");
    }

    private String text() {
        StringBuilder text = new StringBuilder(title()).append('.');
        reason.ifPresent(
                why -> text.append(' ').append(why.detail()).append(' ').append(why.remedy()));
        return text.toString().strip() + " Failing since " + seconds(since) + ". "
                + Amount.of(subject.pendingEvents(), "event") + " waiting.";
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
