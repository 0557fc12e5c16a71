package routes.integration.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import routes.value.Value;

/**
 * Finds out of a Kamelet's template where a parameter goes. It is never evaluated where each use of it is the whole of a bean's
 * property and the bean's setter takes a {@link Value}; anywhere else Camel gets its text and may read more in it.
 */
final class ParameterUse {

    private static final String CLASS = "#class:";

    private final JsonNode template;

    /** @param template a Kamelet's {@code spec.template} */
    ParameterUse(JsonNode template) {
        this.template = template;
    }

    boolean isNeverEvaluated(String parameter) {
        Pattern anywhere = Pattern.compile("\\{\\{[?!]?" + Pattern.quote(parameter) + "(?![A-Za-z0-9_.-])");
        Pattern whole = Pattern.compile("\\{\\{\\??" + Pattern.quote(parameter) + "(:[^{}]*)?}}");
        long uses = texts(template)
                .mapToLong(text -> anywhere.matcher(text).results().count())
                .sum();
        long taken = StreamSupport.stream(template.path("beans").spliterator(), false)
                .flatMap(bean -> bean.path("properties").properties().stream()
                        .filter(property ->
                                whole.matcher(property.getValue().asText()).matches())
                        .filter(property -> takesValue(bean.path("type").asText(), property.getKey())))
                .count();
        return uses == taken;
    }

    private static boolean takesValue(String type, String property) {
        if (!type.startsWith(CLASS) || property.isEmpty()) {
            return false;
        }
        String setter = "set" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
        try {
            Class<?> bean = Class.forName(
                    type.substring(CLASS.length()),
                    false,
                    Thread.currentThread().getContextClassLoader());
            List<Method> setters = Arrays.stream(bean.getMethods())
                    .filter(method -> method.getName().equals(setter))
                    .toList();
            return setters.size() == 1
                    && Arrays.equals(setters.get(0).getParameterTypes(), new Class<?>[] {Value.class});
        } catch (ClassNotFoundException | LinkageError notThere) {
            return false;
        }
    }

    /** Every text in it, names included. */
    private static Stream<String> texts(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(entry -> Stream.concat(Stream.of(entry.getKey()), texts(entry.getValue())));
        }
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).flatMap(ParameterUse::texts)
                : Stream.of(node.asText());
    }
}
