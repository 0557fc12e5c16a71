package routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A sink or action that removes all headers while there is something left to do keeps those that Camel counts redeliveries in: used
 * alone, under a caller's error handler, it would else be repeated without end.
 */
final class KameletHeaderRules {

    private static final Set<String> EXPRESSIONS = Set.of("simple", "constant", "expression");
    private static final Set<String> REMOVALS = Set.of("removeHeaders", "removeHeader", "removeVariable");

    private final List<JsonNode> removals = new ArrayList<>();
    private int lastThatCanFail = -1;

    private KameletHeaderRules() {}

    /** How many of its steps break the rule. */
    static long violations(KameletFile file) {
        KameletHeaderRules rules = new KameletHeaderRules();
        rules.steps(file.template().at("/from/steps"));
        return rules.removals.subList(0, rules.lastThatCanFail + 1).stream()
                .filter(KameletHeaderRules::removesTheCounter)
                .count();
    }

    /** In the order of the file, those inside a step after it. */
    private void steps(JsonNode steps) {
        for (JsonNode step : steps) {
            step.properties().forEach(named -> {
                if (named.getKey().equals("removeHeaders")) {
                    removals.add(named.getValue());
                } else if (!REMOVALS.contains(named.getKey())) {
                    lastThatCanFail = removals.size() - 1;
                }
                inside(named.getValue());
            });
        }
    }

    private void inside(JsonNode step) {
        step.properties().forEach(part -> {
            if (part.getKey().equals("steps")) {
                steps(part.getValue());
            } else if (!EXPRESSIONS.contains(part.getKey())) {
                branches(part.getValue());
            }
        });
    }

    private void branches(JsonNode part) {
        if (part.isArray()) {
            part.forEach(this::inside);
        } else {
            inside(part);
        }
    }

    private static boolean removesTheCounter(JsonNode removal) {
        String pattern =
                removal.isTextual() ? removal.asText() : removal.path("pattern").asText();
        return pattern.endsWith("*") && !removal.path("excludePattern").asText().contains("CamelRedeliver");
    }
}
