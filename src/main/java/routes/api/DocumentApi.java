package routes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.event.EventType;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.openapi.ApiDocument;

/**
 * The step of the call that answers the document itself, with the event types, and the schemas of the integration types there are at the moment: under {@code splunk_hec} the body
 * that creates one, under {@code splunk_hec.changed} one that changes it.
 */
public final class DocumentApi {

    private static final String SCHEMAS = "#/components/schemas/";

    private final ApiDocument document;
    private final IntegrationTypes types;

    public DocumentApi(ApiDocument document, IntegrationTypes types) {
        this.document = document;
        this.types = types;
    }

    /** By the ids of their operations in {@code api/openapi.yaml}. */
    public Map<String, Processor> steps() {
        return Map.of("openapi", this::answer);
    }

    private void answer(Exchange exchange) {
        ObjectNode filled = document.json();
        ObjectNode schemas = (ObjectNode) filled.at("/components/schemas");
        ArrayNode events = schemas.withObject("/EventType").putArray("enum");
        EventType.all().forEach(type -> events.add(type.wireName()));
        for (IntegrationType type : types.all()) {
            add(schemas, "NewIntegration", type.name(), type.schema().deepCopy());
            add(schemas, "ChangedIntegration", type.name() + ".changed", changed(type));
        }
        ApiAnswer.json(exchange, 200, filled);
    }

    private static void add(ObjectNode schemas, String body, String name, ObjectNode schema) {
        schemas.set(name, schema);
        schemas.withObject("/" + body).withArray("anyOf").addObject().put("$ref", SCHEMAS + name);
    }

    /** Nothing is required of a change; null takes a field back to its default (RFC 7396). */
    private static ObjectNode changed(IntegrationType type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode fields = schema.putObject("properties");
        type.schema().get("properties").properties().forEach(field -> fields.putObject(field.getKey())
                .putArray("anyOf")
                .add(field.getValue().deepCopy())
                .addObject()
                .put("type", "null"));
        return schema;
    }
}
