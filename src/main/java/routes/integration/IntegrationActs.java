package routes.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import routes.access.Act;
import routes.access.ActLog;
import routes.access.Caller;

/** Puts on record what people do to integrations: what a setting was and is, and of a secret that there is another one. */
public final class IntegrationActs {

    private static final int MOST_CHARACTERS = 300;

    private final ActLog acts;

    public IntegrationActs(ActLog acts) {
        this.acts = acts;
    }

    void created(Exchange exchange, Integration created) {
        Act act = about(exchange, "integration_created", created)
                .with("after", shown(shownSettings(created)))
                .with("secrets", new TreeSet<>(created.secrets().keySet()));
        acts.put(act);
    }

    void deleted(Exchange exchange, Integration deleted, boolean isDiscarding) {
        acts.put(about(exchange, "integration_deleted", deleted)
                .with("before", shown(shownSettings(deleted)))
                .with("discard_pending", isDiscarding));
    }

    /** One line for settings and one for secrets, where there is another; none where everything is as it was. */
    void changed(Exchange exchange, Change change) {
        Integration before = change.before();
        Integration after = change.after().integration();
        Set<String> fields = new TreeSet<>();
        ObjectNode old = shownSettings(before);
        ObjectNode now = shownSettings(after);
        old.fieldNames().forEachRemaining(fields::add);
        now.fieldNames().forEachRemaining(fields::add);
        fields.removeIf(field -> old.path(field).equals(now.path(field)));
        if (!fields.isEmpty()) {
            acts.put(about(exchange, "integration_changed", after)
                    .with("fields", fields)
                    .with("before", shown(inEffect(change, before).retain(fields)))
                    .with("after", shown(inEffect(change, after).retain(fields))));
        }
        Set<String> secrets = new TreeSet<>(before.secrets().keySet());
        secrets.addAll(after.secrets().keySet());
        secrets.removeIf(field -> before.secrets().containsKey(field)
                && before.secrets().get(field).equals(after.secrets().get(field)));
        if (!secrets.isEmpty()) {
            acts.put(about(exchange, "secret_rotated", after).with("fields", secrets));
        }
    }

    /** Something done with an integration that leaves it as it is. */
    void done(Exchange exchange, String what, String integration, Map<String, ?> details) {
        Act act = Act.by(Caller.of(exchange), what).with("integration", integration);
        for (Map.Entry<String, ?> detail : new TreeMap<>(details).entrySet()) {
            act = act.with(detail.getKey(), detail.getValue());
        }
        acts.put(act);
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
    private static ObjectNode inEffect(Change change, Integration integration) {
        ObjectNode settings = shownSettings(integration);
        change.after().type().ifPresent(type -> settings.setAll(Effective.settings(type, integration)));
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
