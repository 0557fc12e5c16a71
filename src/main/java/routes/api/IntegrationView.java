package routes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import routes.deliver.health.DeliveryStatus;
import routes.integration.Effective;
import routes.integration.Integration;
import routes.integration.Secret;
import routes.integration.lifecycle.Observed;
import routes.integration.type.Parameter;
import routes.verdict.Reason;

/** What a read shows: what people set, what is seen, the settings with their defaults, and never a secret. */
public final class IntegrationView {

    private IntegrationView() {}

    public static ObjectNode of(Observed observed) {
        Integration integration = observed.integration();
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", integration.id())
                .put("name", integration.settings().path("name").asText(integration.id()))
                .put("type", integration.type())
                .put("state", integration.state().text())
                .put("managed_by", integration.managedBy().text());
        status(view, observed.status());
        view.put("pending_is_bound", integration.settings().has("filter"));
        observed.type().ifPresent(type -> {
            ObjectNode settings = Effective.settings(type, integration);
            settings.remove("name");
            view.setAll(settings);
        });
        ObjectNode secrets = view.putObject("secrets");
        observed.type().ifPresent(type -> type.secrets().forEach(parameter -> secret(secrets, parameter, integration)));
        return view.put("created_at", integration.createdAt().toString())
                .put("updated_at", integration.updatedAt().toString())
                .put("version", integration.version());
    }

    private static void status(ObjectNode view, DeliveryStatus status) {
        Optional<Reason> reason = status.reason();
        view.put("health", status.health().name().toLowerCase(Locale.ROOT))
                .put("reason", reason.map(Reason::code).orElse(null))
                .put("detail", reason.map(Reason::detail).orElse(null))
                .put("remedy", reason.map(Reason::remedy).orElse(null))
                .put(
                        "reply",
                        reason.map(Reason::reply)
                                .filter(said -> !said.isEmpty())
                                .orElse(null))
                .put("since", status.since().toString())
                .put("next_retry_at", text(status.nextRetryAt()))
                .put("last_success_at", text(status.lastSuccessAt()))
                .put("pending_events", status.pendingEvents())
                .put("oldest_pending_at", text(status.oldestPendingAt()))
                .put("dead_letters", status.deadLetters())
                .put("dead_letter_bytes", status.aside().bytes())
                .put("oldest_dead_letter_at", text(status.aside().oldestAt()))
                .put("dead_letters_expire_at", text(status.aside().expireAt()))
                .put("redriven", status.aside().redriven())
                .put("skipped_events", status.aside().skipped())
                .put("filtered_events", status.aside().filtered())
                .put("delivered", status.delivered())
                .put("sent", status.sent())
                .put("attempts", status.attempts())
                .put("failures", status.failures());
    }

    private static void secret(ObjectNode secrets, Parameter parameter, Integration integration) {
        ObjectNode shown = secrets.putObject(parameter.field());
        Secret secret = integration.secrets().get(parameter.field());
        shown.put("set", secret != null);
        if (secret != null) {
            shown.put("hint", secret.hint())
                    .put("rotated_at", secret.rotatedAt().toString());
        }
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
