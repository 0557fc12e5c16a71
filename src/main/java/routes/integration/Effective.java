package routes.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import routes.deliver.DeliverySettings;
import routes.deliver.MaxBacklog;
import routes.deliver.Pace;
import routes.event.DroppedFields;
import routes.event.EventType;
import routes.event.Selection;
import routes.event.Severity;
import routes.event.filter.Filter;
import routes.integration.type.FieldNames;
import routes.integration.type.IntegrationType;
import routes.integration.type.Parameter;
import routes.value.SinkParameters;
import routes.verdict.BentVerdicts;

/** What an integration does in effect: its settings, and its type's defaults where it says nothing. */
public final class Effective {

    private Effective() {}

    /** All settings but type, state and secrets, in the schema's order, as they may be shown. */
    public static ObjectNode settings(IntegrationType type, Integration integration) {
        return all(type, integration.settings());
    }

    /** The same with what references stand for, as they are used. */
    public static ObjectNode used(IntegrationType type, Integration integration) {
        return all(type, integration.usedSettings());
    }

    private static ObjectNode all(IntegrationType type, ObjectNode given) {
        ObjectNode all = filled((ObjectNode) type.schema().get("properties"), given);
        all.remove(List.of("type", "state"));
        type.secrets().forEach(secret -> all.remove(secret.field()));
        return all;
    }

    public static DeliverySettings delivery(IntegrationType type, Integration integration) {
        ObjectNode all = used(type, integration);
        JsonNode batch = all.get("batch");
        JsonNode retry = all.get("retry");
        return new DeliverySettings(
                integration.id(),
                type.name(),
                type.template(),
                parameters(type, integration, batch),
                selection(all),
                batch.get("max_events").asInt(),
                batch.get("max_bytes").asLong(),
                batch.get("max_wait_ms").asLong(),
                retry.get("max_retries").asInt(),
                retry.get("base_ms").asLong(),
                retry.get("max_ms").asLong(),
                retry.get("on_exhausted").asText().equals("dead_letter"),
                all.get("start_from").asText(),
                new MaxBacklog(
                        all.at("/max_backlog/events").asLong(),
                        all.at("/max_backlog/bytes").asLong(),
                        Duration.ofHours(all.at("/max_backlog/hours").asLong())),
                BentVerdicts.parse(all.path("verdicts").asText(""), type.credentialCodes()),
                Filter.of(all.path("filter")),
                DroppedFields.of(texts(all.path("drop_fields"))),
                pace(all));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Pace pace(ObjectNode all) {
        return new Pace(
                all.path("in_flight").asInt(0),
                all.path("max_events_per_second").asInt(0));
    }

    private static ObjectNode filled(ObjectNode properties, JsonNode given) {
        ObjectNode filled = properties.objectNode();
        properties.properties().forEach(property -> {
            String name = property.getKey();
            ObjectNode schema = (ObjectNode) property.getValue();
            if (schema.has("properties")) {
                filled.set(name, filled((ObjectNode) schema.get("properties"), given.path(name)));
            } else if (given.has(name)) {
                filled.set(name, given.get(name));
            } else if (schema.has("default")) {
                filled.set(name, schema.get("default"));
            }
        });
        return filled;
    }

    /** What was given, by the Kamelet's names, and the batch's limits. The rest are the Kamelet's own defaults. */
    private static SinkParameters parameters(IntegrationType type, Integration integration, JsonNode batch) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        ObjectNode used = integration.usedSettings();
        type.settings().stream()
                .filter(parameter -> used.has(parameter.field()))
                .forEach(parameter -> (isValue(parameter) ? values : texts)
                        .put(parameter.name(), used.get(parameter.field()).asText()));
        type.secrets().stream()
                .filter(parameter -> integration.secrets().containsKey(parameter.field()))
                .forEach(parameter -> (isValue(parameter) ? values : texts)
                        .put(
                                parameter.name(),
                                integration.secrets().get(parameter.field()).value()));
        type.fromBatch()
                .forEach(name -> texts.put(
                        name, batch.get(FieldNames.FROM_BATCH.get(name)).asText()));
        return SinkParameters.NONE.withTexts(texts).withValues(values);
    }

    private static boolean isValue(Parameter parameter) {
        return parameter.isFreeText() && parameter.isNeverEvaluated();
    }

    private static Selection selection(ObjectNode all) {
        List<EventType> types = StreamSupport.stream(all.get("event_types").spliterator(), false)
                .flatMap(name -> EventType.named(name.asText()).stream())
                .toList();
        return Selection.of(
                types, Severity.valueOf(all.get("min_severity").asText().toUpperCase(Locale.ROOT)));
    }
}
