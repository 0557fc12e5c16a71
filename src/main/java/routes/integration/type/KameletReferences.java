package routes.integration.type;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/** The Kamelets that a template's steps call, by {@code to:}, {@code toD:} or {@code kamelet:}. */
final class KameletReferences {

    private static final Pattern URI = Pattern.compile("(kamelet:(?://)?)([A-Za-z0-9._-]+)(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("()([A-Za-z0-9._-]+)(.*)", Pattern.DOTALL);

    private KameletReferences() {}

    /** Their names, sorted. */
    static Set<String> of(RouteTemplateDefinition template) {
        Set<String> names = new TreeSet<>();
        steps(template, ToDefinition.class).forEach(to -> add(names, URI, to.getUri()));
        steps(template, ToDynamicDefinition.class).forEach(to -> add(names, URI, to.getUri()));
        steps(template, KameletDefinition.class).forEach(step -> add(names, NAME, step.getName()));
        return names;
    }

    /** @param versions what to call instead, by name */
    static void replace(RouteTemplateDefinition template, Map<String, String> versions) {
        steps(template, ToDefinition.class).forEach(to -> to.setUri(replaced(URI, to.getUri(), versions)));
        steps(template, ToDynamicDefinition.class).forEach(to -> to.setUri(replaced(URI, to.getUri(), versions)));
        steps(template, KameletDefinition.class)
                .forEach(step -> step.setName(replaced(NAME, step.getName(), versions)));
    }

    private static <T> Collection<T> steps(RouteTemplateDefinition template, Class<T> type) {
        List<ProcessorDefinition<?>> all = template.getRoute().getOutputs();
        return ProcessorDefinitionHelper.filterTypeInOutputs(all, type);
    }

    private static void add(Set<String> names, Pattern form, String text) {
        Matcher matcher = form.matcher(String.valueOf(text));
        if (matcher.matches()) {
            names.add(matcher.group(2));
        }
    }

    private static String replaced(Pattern form, String text, Map<String, String> versions) {
        Matcher matcher = form.matcher(String.valueOf(text));
        return matcher.matches() && versions.containsKey(matcher.group(2))
                ? matcher.group(1) + versions.get(matcher.group(2)) + matcher.group(3)
                : text;
    }
}
