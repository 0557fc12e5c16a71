package routes.integration.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.ToIntFunction;
import routes.integration.Faults;
import routes.integration.type.IntegrationType;
import routes.problem.Problem;

/**
 * Finds texts that are longer than any setting, before anything else looks at them: a pattern that meets megabytes can use up
 * the stack, and a message that quotes a field's name would be as long as the name.
 */
final class LongTexts {

    /** The longest secrets in use, signed tokens, have a few thousand characters. */
    static final int MOST_OF_A_SECRET = 16_384;
    /** Lists of brokers, headers or tags are the longest settings; all that are known are far shorter. */
    static final int MOST = 4_096;

    private static final int LONGEST_NAME = 128;

    private LongTexts() {}

    static void find(IntegrationType type, ObjectNode document, Faults errors) {
        find(document, "", pointer -> most(type, pointer), errors);
    }

    static int most(IntegrationType type, String pointer) {
        return type.secret(pointer.substring(1)).isPresent() ? MOST_OF_A_SECRET : MOST;
    }

    private static void find(JsonNode node, String pointer, ToIntFunction<String> most, Faults errors) {
        if (node.isTextual() && node.textValue().length() > most.applyAsInt(pointer)) {
            errors.add(() -> fault(pointer, "A value here has at most " + most.applyAsInt(pointer) + " characters."));
        } else if (node.isObject()) {
            node.properties().forEach(member -> member(member.getKey(), member.getValue(), pointer, most, errors));
        } else {
            for (int i = 0; i < node.size(); i++) {
                find(node.get(i), pointer + "/" + i, most, errors);
            }
        }
    }

    private static void member(String name, JsonNode value, String pointer, ToIntFunction<String> most, Faults errors) {
        if (name.length() > LONGEST_NAME) {
            errors.add(() -> fault(pointer, "A field's name has at most " + LONGEST_NAME + " characters."));
        } else {
            find(value, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), most, errors);
        }
    }

    static Problem.Fault beyondItsPattern() {
        return fault("", "One of the lists has too many elements to be looked at. Send a shorter one.");
    }

    private static Problem.Fault fault(String pointer, String detail) {
        return new Problem.Fault(pointer, "too_long", detail, "");
    }
}
