package routes.integration.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.apache.camel.Exchange;
import routes.access.act.Act;
import routes.access.act.ActLog;
import routes.access.caller.Caller;
import routes.deliver.DeliverySettings;
import routes.event.Batch;
import routes.integration.Effective;
import routes.integration.Integration;
import routes.integration.type.IntegrationType;

/** Puts on record what people do to integrations: what a setting was and is, and of a secret that there is another one. */
public final class IntegrationActs {

    private static final int MOST_CHARACTERS = 300;

    private final ActLog acts;
    private final BiPredicate<DeliverySettings, Batch> offer;

    /** @param offer tells a destination of what is about to happen to it */
    public IntegrationActs(ActLog acts, BiPredicate<DeliverySettings, Batch> offer) {
        this.acts = acts;
        this.offer = offer;
    }

    public void created(Exchange exchange, Integration created) {
        Act act = about(exchange, "integration_created", created)
                .with("after", shown(shownSettings(created)))
                .with("secrets", new TreeSet<>(created.secrets().keySet()));
        acts.put(act);
    }

    /** Of an integration that goes. */
    public Announcement deleting(Exchange exchange, boolean isDiscarding) {
        return new Announcement(
                acts,
                offer,
                (before, after, type) -> List.of(about(exchange, "integration_deleted", before)
                        .with("before", shown(shownSettings(before)))
                        .with("discard_pending", isDiscarding)));
    }

    /** Of one that is paused or resumed. */
    public Announcement turning(Exchange exchange, String what) {
        return new Announcement(acts, offer, (before, after, type) -> List.of(about(exchange, what, before)));
    }

    /** Of one that is set otherwise. */
    public Announcement changing(Exchange exchange) {
        return new Announcement(acts, offer, (before, after, type) -> changes(exchange, before, after, type));
    }

    /** One act for settings and one for secrets, where there is another; none where everything is as it was. */
    private static List<Act> changes(
            Exchange exchange, Integration before, Integration after, Optional<IntegrationType> type) {
        List<Act> changes = new ArrayList<>();
        Set<String> fields = new TreeSet<>();
        ObjectNode old = shownSettings(before);
        ObjectNode now = shownSettings(after);
        old.fieldNames().forEachRemaining(fields::add);
        now.fieldNames().forEachRemaining(fields::add);
        fields.removeIf(field -> old.path(field).equals(now.path(field)));
        if (!fields.isEmpty()) {
            changes.add(about(exchange, "integration_changed", after)
                    .with("fields", fields)
                    .with("before", shown(inEffect(type, before).retain(fields)))
                    .with("after", shown(inEffect(type, after).retain(fields))));
        }
        Set<String> secrets = new TreeSet<>(before.secrets().keySet());
        secrets.addAll(after.secrets().keySet());
        secrets.removeIf(field -> before.secrets().containsKey(field)
                && before.secrets().get(field).equals(after.secrets().get(field)));
        if (!secrets.isEmpty()) {
            changes.add(about(exchange, "secret_rotated", after).with("fields", secrets));
        }
        return changes;
    }

    /** Something done with an integration that leaves it as it is. */
    public void done(Exchange exchange, String what, String integration, Map<String, ?> details) {
        Act act = done(exchange, what, integration);
        for (Map.Entry<String, ?> detail : new TreeMap<>(details).entrySet()) {
            act = act.with(detail.getKey(), detail.getValue());
        }
        acts.put(act);
    }

    private static Act done(Exchange exchange, String what, String integration) {
        return Act.by(Caller.of(exchange), what).with("integration", integration);
    }

    private static Act about(Exchange exchange, String what, Integration integration) {
        return Act.by(Caller.of(exchange), what)
                .with("integration", integration.id())
                .with("type", integration.type());
    }

    private static ObjectNode shownSettings(Integration integration) {
        return integration
                .settings()
                .deepCopy()
                .put("state", integration.state().text());
    }

    /** With the defaults of the type: what was left to them was something too. */
    private static ObjectNode inEffect(Optional<IntegrationType> known, Integration integration) {
        ObjectNode settings = shownSettings(integration);
        known.ifPresent(type -> settings.setAll(Effective.settings(type, integration)));
        return settings;
    }

    private static Map<String, Object> shown(ObjectNode settings) {
        Map<String, Object> shown = new LinkedHashMap<>();
        settings.properties().forEach(field -> shown.put(field.getKey(), shown(field.getValue())));
        return shown;
    }

    /** Of an address neither user nor query: people put keys there. */
    private static Object shown(JsonNode value) {
        if (value.toString().length() > MOST_CHARACTERS) {
            return "(" + value.toString().length() + " characters)";
        }
        return value.isTextual() && value.asText().contains("://")
                ? value.asText().replaceAll("//[^/@]*@", "//").replaceAll("[?#].*", "?")
                : value;
    }
}
