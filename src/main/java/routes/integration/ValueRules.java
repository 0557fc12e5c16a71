package routes.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import routes.problem.Problem;

/** The rules a JSON schema cannot say. */
final class ValueRules {

    /**
     * What Camel would read as more than text in a Kamelet's parameter: a placeholder could fetch any setting or environment
     * variable, the router's own secrets too, and send it to the destination.
     */
    private static final Pattern CAMEL_SYNTAX = Pattern.compile("\\{\\{|}}|\\$\\{|\\$simple\\{|RAW[({]");

    private static final Pattern CAMEL_REFERENCE = Pattern.compile("#[A-Za-z].*", Pattern.DOTALL);

    private ValueRules() {}

    static List<Problem.Fault> check(IntegrationType type, ObjectNode document) {
        List<Problem.Fault> errors = new ArrayList<>();
        for (Parameter parameter : type.parameters()) {
            String value = document.path(parameter.field()).asText("");
            if (isMoreThanText(parameter, value)) {
                errors.add(new Problem.Fault(
                        "/" + parameter.field(),
                        "reserved_characters",
                        parameter.field() + " must not hold {{, }}, ${, RAW( or control characters"
                                + (parameter.isSecret() ? "." : ", or begin with # and a letter."),
                        ""));
            }
            if (parameter.isTarget() && holdsCredentials(value)) {
                errors.add(new Problem.Fault(
                        "/" + parameter.field(),
                        "credentials_in_address",
                        "An address is shown to whoever may read integrations. Take user and password out of "
                                + parameter.field() + " and send them in a field of their own.",
                        ""));
            }
        }
        delays(type.schema().at("/properties/retry/properties"), document.path("retry"), errors);
        startFrom(document.path("start_from").asText("now"), errors);
        return errors;
    }

    private static boolean isMoreThanText(Parameter parameter, String value) {
        return value.chars().anyMatch(Character::isISOControl)
                || CAMEL_SYNTAX.matcher(value).find()
                || (!parameter.isSecret() && CAMEL_REFERENCE.matcher(value).matches());
    }

    private static boolean holdsCredentials(String address) {
        try {
            return new URI(address).getRawUserInfo() != null;
        } catch (URISyntaxException notAnAddress) {
            return address.contains("@");
        }
    }

    private static void delays(JsonNode fields, JsonNode retry, List<Problem.Fault> errors) {
        int base = retry.path("base_ms").asInt(fields.at("/base_ms/default").asInt());
        int longest = retry.path("max_ms").asInt(fields.at("/max_ms/default").asInt());
        if (base > longest) {
            errors.add(new Problem.Fault(
                    "/retry/base_ms",
                    "out_of_range",
                    "retry.base_ms = " + base + " is the first delay and has to be at most retry.max_ms = " + longest
                            + ".",
                    ""));
        }
    }

    private static void startFrom(String start, List<Problem.Fault> errors) {
        if (start.equals("now") || start.equals("earliest")) {
            return;
        }
        try {
            OffsetDateTime.parse(start);
        } catch (DateTimeException noSuchTime) {
            errors.add(new Problem.Fault(
                    "/start_from",
                    "malformed",
                    "start_from = " + start + " is no time there is. Send now, earliest, or a time such as "
                            + "2026-11-22T06:00:00Z.",
                    ""));
        }
    }
}
