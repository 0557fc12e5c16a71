package routes.value;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * Makes a {@link Value} of a text that Camel binds to a bean: the value behind it where the text is a handle of the router's,
 * else the text. Camel finds this class by {@code META-INF/services/org/apache/camel/TypeConverterLoader}.
 */
public final class ValueConverter implements TypeConverterLoader {

    @Override
    public void load(TypeConverterRegistry registry) {
        registry.addTypeConverter(
                Value.class,
                String.class,
                new SimpleTypeConverter(
                        false, (type, exchange, text) -> convert(registry.getCamelContext(), (String) text)));
    }

    private static Value convert(CamelContext context, String text) {
        return Optional.ofNullable(context.getCamelContextExtension().getContextPlugin(Values.class))
                .flatMap(values -> values.behind(text))
                .orElseGet(() -> Value.of(text));
    }
}
