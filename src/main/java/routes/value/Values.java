package routes.value;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/**
 * The values of the sinks that there are, each behind a handle. One for each Camel context, which {@link ValueConverter} asks;
 * a context without one has no handles.
 */
public final class Values {

    /** No text that came from outside may begin like this where Camel gets it as it is, see {@link HarmlessText}. */
    static final String HANDLE = "value:";

    private final Map<String, SinkParameters> sinks = new ConcurrentHashMap<>();

    /** Makes one and gives it to the context. */
    public static Values in(CamelContext context) {
        Values values = new Values();
        context.getCamelContextExtension().addContextPlugin(Values.class, values);
        return values;
    }

    /**
     * Keeps the parameters of a sink until it is forgotten.
     *
     * @param sink the id of its route; letters, digits, dots, hyphens and underscores
     * @return what Camel may see of them
     */
    public Properties keep(String sink, SinkParameters parameters) {
        sinks.put(sink, parameters);
        Properties seen = new Properties();
        seen.putAll(parameters.texts());
        parameters.values().keySet().forEach(name -> seen.setProperty(name, HANDLE + sink + "/" + name));
        return seen;
    }

    public void forget(String sink) {
        sinks.remove(sink);
    }

    /** The value behind a handle; empty where the text is none. */
    Optional<Value> behind(String text) {
        int end = text.lastIndexOf('/');
        if (!text.startsWith(HANDLE) || end < 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(sinks.get(text.substring(HANDLE.length(), end)))
                .map(sink -> sink.values().get(text.substring(end + 1)));
    }
}
