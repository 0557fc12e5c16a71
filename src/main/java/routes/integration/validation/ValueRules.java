package routes.integration.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routes.accept.rule.KnownName;
import routes.event.DroppedFields;
import routes.event.filter.Filter;
import routes.event.filter.FilterException;
import routes.integration.type.IntegrationType;
import routes.integration.type.Parameter;
import routes.problem.Problem;
import routes.value.HarmlessText;
import routes.verdict.BentVerdicts;

/** The rules a JSON schema cannot say. */
final class ValueRules {

    /** Fields of which one alone would not be used, and nobody would say so before the destination refuses. */
    private static final Map<String, String> PAIRS =
            Map.of("username", "password", "client_certificate_file", "client_key_file");

    private ValueRules() {}

    static List<Problem.Fault> check(IntegrationType type, ObjectNode document) {
        List<Problem.Fault> errors = new ArrayList<>();
        for (Parameter parameter : type.parameters()) {
            String value = document.path(parameter.field()).asText("");
            characters(type, parameter, value)
                    .or(() -> unseen(parameter, value))
                    .ifPresent(errors::add);
            ownCheck(parameter, value).ifPresent(errors::add);
            if (parameter.isAddress() && holdsCredentials(value)) {
                errors.add(new Problem.Fault(
                        "/" + parameter.field(),
                        "credentials_in_address",
                        "An address is shown to whoever may read integrations. Take user and password out of "
                                + parameter.field() + " and send them in a field of their own.",
                        ""));
            }
        }
        PAIRS.forEach((one, other) -> {
            half(type, document, one, other).ifPresent(errors::add);
            half(type, document, other, one).ifPresent(errors::add);
        });
        delays(type.schema().at("/properties/retry/properties"), document.path("retry"), errors);
        verdicts(type, document.path("verdicts").asText("")).ifPresent(errors::add);
        filter(document.path("filter")).ifPresent(errors::add);
        droppedFields(document.path("drop_fields"), errors);
        startFrom(document.path("start_from").asText("now"), errors);
        return errors;
    }

    /**
     * A Kamelet that takes a value as such takes any text. Of another, Camel would evaluate the text: a placeholder in it could
     * fetch any setting or variable, the router's own secrets too, and send it to the destination.
     */
    private static Optional<Problem.Fault> characters(IntegrationType type, Parameter parameter, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(reserved(
                    parameter, " must not hold control characters, such as line breaks: no destination takes them."));
        }
        if (parameter.isFreeText() && !parameter.isNeverEvaluated() && !HarmlessText.is(value)) {
            return Optional.of(reserved(
                    parameter,
                    " may only hold " + HarmlessText.CHARACTERS + ", and not begin with value:. The Kamelet "
                            + type.kamelet() + " uses it where Camel would evaluate other characters."));
        }
        return Optional.empty();
    }

    /** What came along when a secret was copied, a byte order mark for one: it looks right and is wrong. */
    private static Optional<Problem.Fault> unseen(Parameter parameter, String value) {
        boolean isUnseen = (!value.isEmpty() && value.isBlank())
                || value.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT);
        return parameter.isSecret() && isUnseen
                ? Optional.of(
                        reserved(
                                parameter,
                                " must not hold invisible characters, such as a byte order mark, nor only spaces. Copy it again."))
                : Optional.empty();
    }

    private static Optional<Problem.Fault> half(
            IntegrationType type, ObjectNode document, String given, String missing) {
        boolean takesBoth = Stream.of(given, missing).allMatch(field -> type.parameters().stream()
                .anyMatch(parameter -> parameter.field().equals(field)));
        return takesBoth && document.hasNonNull(given) && !document.hasNonNull(missing)
                ? Optional.of(new Problem.Fault(
                        "/" + missing,
                        "required",
                        missing + " is missing: " + given + " alone is of no use. Set both, or neither.",
                        ""))
                : Optional.empty();
    }

    private static Optional<Problem.Fault> ownCheck(Parameter parameter, String value) {
        try {
            if (!value.isEmpty() && !parameter.isSecret()) {
                parameter.check().accept(value);
            }
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(new Problem.Fault("/" + parameter.field(), "malformed", refused.getMessage(), ""));
        }
    }

    private static Optional<Problem.Fault> verdicts(IntegrationType type, String verdicts) {
        try {
            BentVerdicts.parse(verdicts, type.credentialCodes());
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(new Problem.Fault("/verdicts", "malformed", refused.getMessage(), ""));
        }
    }

    private static Optional<Problem.Fault> filter(JsonNode filter) {
        try {
            Filter.of(filter, KnownName::isOne);
            return Optional.empty();
        } catch (FilterException wrong) {
            return Optional.of(new Problem.Fault("/filter" + wrong.pointer(), "malformed", wrong.getMessage(), ""));
        }
    }

    private static void droppedFields(JsonNode names, List<Problem.Fault> errors) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).asText().toLowerCase(Locale.ROOT);
            if (name.contains(".")) {
                errors.add(new Problem.Fault(
                        "/drop_fields/" + i,
                        "malformed",
                        "drop_fields: only top-level fields can be dropped. Name the object, such as decision, without what is in it.",
                        ""));
            }
            if (DroppedFields.NEVER.contains(name)) {
                errors.add(new Problem.Fault(
                        "/drop_fields/" + i,
                        "malformed",
                        "drop_fields: " + name + " is what a destination knows an event by. Name other fields than "
                                + String.join(", ", DroppedFields.NEVER) + ".",
                        ""));
            }
        }
    }

    private static Problem.Fault reserved(Parameter parameter, String why) {
        return new Problem.Fault("/" + parameter.field(), "reserved_characters", parameter.field() + why, "");
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
