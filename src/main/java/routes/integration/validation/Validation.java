package routes.integration.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import routes.integration.Faults;
import routes.integration.type.IntegrationType;

/**
 * Finds everything that is wrong with an integration's document (settings and secrets together): first by its type's JSON
 * schema, then, where that has nothing against it, by the rules a schema cannot say.
 */
public final class Validation {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig POINTERS = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .build();

    private Validation() {}

    /**
     * @param sent the part of the document that came with this request: placeholders are looked for in it alone
     */
    public static Faults check(IntegrationType type, ObjectNode document, JsonNode sent) {
        Faults errors = new Faults();
        LongTexts.find(type, document, errors);
        if (!errors.isEmpty()) {
            return errors;
        }
        try {
            SCHEMAS.getSchema(type.schema(), POINTERS)
                    .validate(document)
                    .forEach(message -> errors.add(() -> SchemaError.explain(type, message)));
        } catch (StackOverflowError deep) {
            // Java's patterns go a step down the stack for each element of a list, and a Kamelet may bring any pattern
            errors.add(LongTexts::beyondItsPattern);
        }
        errors.addAll(SecretRules.placeholders(type, sent));
        if (errors.isEmpty()) {
            errors.addAll(ValueRules.check(type, document));
        }
        return errors;
    }
}
