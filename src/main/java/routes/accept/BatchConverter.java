package routes.accept;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.TypeConversionException;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import routes.accept.rule.Rejection;
import routes.accept.strip.FieldPolicy;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Lines;
import routes.event.json.Limits;

/**
 * Makes a {@link Batch} of one event or an array of them, so that a sink Kamelet also works alone in a Pipe, without the
 * routes before it. Events go through the router's {@link AcceptChain} where this context has one; elsewhere through one of the
 * same parts, with the usual limits and the variables that the router is set by: what the journal would not hold no sink sends. Back again, an event becomes a tree of Jackson or a map and a batch an array, where a route asks for that. Camel finds this class by {@code META-INF/services/org/apache/camel/TypeConverterLoader}.
 */
public final class BatchConverter implements TypeConverterLoader, CamelContextAware {

    /** Numbers keep their digits. */
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Map<String, String> environment;
    private CamelContext context;
    private AcceptChain chain;

    public BatchConverter() {
        this(System.getenv());
    }

    BatchConverter(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public void load(TypeConverterRegistry registry) {
        add(registry, byte[].class, from -> batch((byte[]) from));
        add(registry, String.class, from -> batch(((String) from).getBytes(StandardCharsets.UTF_8)));
        add(registry, InputStream.class, from -> batch(((InputStream) from).readAllBytes()));
        add(registry, Map.class, from -> batch(bytes(from)));
        add(registry, List.class, from -> batch(bytes(from)));
        add(registry, JsonNode.class, from -> batch(bytes(from)));
        add(registry, JsonNode.class, Event.class, from -> tree((Event) from));
        add(registry, JsonNode.class, Batch.class, from -> trees((Batch) from));
        add(registry, Map.class, Event.class, from -> json.convertValue(tree((Event) from), Map.class));
        // so that a route can append what the accept stage made of a request as it is
        add(registry, Lines.class, Acceptance.class, from -> ((Acceptance) from).lines());
    }

    /** @throws NotEventsException where one of the events could not be accepted */
    Batch batch(byte[] body) {
        Acceptance acceptance;
        try {
            acceptance = chain().accept(body, false);
        } catch (UnreadableRequestException unreadable) {
            throw new NotEventsException(
                    "batch: " + unreadable.getMessage() + " Expected one event or an array of events.");
        }
        if (!acceptance.rejections().isEmpty()) {
            Rejection first = acceptance.rejections().get(0);
            throw new NotEventsException("batch: event " + first.index() + " is not an event, " + first.code()
                    + " at \"" + first.pointer() + "\"; see docs/events.md");
        }
        return batch(acceptance.lines());
    }

    /** Looked for late: the context has it only once the router is wired. */
    private synchronized AcceptChain chain() {
        if (chain == null) {
            chain = context == null ? null : context.getRegistry().findSingleByType(AcceptChain.class);
            if (chain == null) {
                chain = new AcceptChain(Limits.defaults(), FieldPolicy.of(environment), Clock.systemUTC());
            }
        }
        return chain;
    }

    private static Batch batch(Lines lines) {
        List<Event> events = new ArrayList<>(lines.count());
        int from = 0;
        for (int i = 0; i < lines.count(); i++) {
            int next = lines.ends()[i];
            events.add(new Event(lines.bytes(), from, next - 1, lines.kinds()[i], from));
            from = next;
        }
        return new Batch(events);
    }

    private byte[] bytes(Object tree) {
        try {
            return json.writeValueAsBytes(tree);
        } catch (JsonProcessingException unwritable) {
            // without the cause: its message may repeat what could not be written
            throw new NotEventsException("batch: the map or list cannot be written as JSON; use plain JSON values");
        }
    }

    private JsonNode tree(Event event) {
        try {
            return json.readTree(event.bytes(), event.from(), event.length());
        } catch (IOException unreadable) {
            // without the cause: its message may repeat a part of the event
            throw new NotEventsException("event: its line cannot be read as JSON");
        }
    }

    private JsonNode trees(Batch batch) {
        return json.createArrayNode()
                .addAll(batch.events().stream().map(this::tree).toList());
    }

    private static void add(TypeConverterRegistry registry, Class<?> from, Conversion conversion) {
        add(registry, Batch.class, from, conversion);
    }

    private static void add(TypeConverterRegistry registry, Class<?> to, Class<?> from, Conversion conversion) {
        registry.addTypeConverter(
                to, from, new SimpleTypeConverter(false, (type, exchange, value) -> convert(type, value, conversion)));
    }

    /** Camel would put the whole value into the message of its exception, unless it is given one without a value. */
    private static Object convert(Class<?> type, Object value, Conversion conversion) {
        try {
            return conversion.apply(value);
        } catch (IllegalArgumentException | IOException refused) {
            throw new TypeConversionException(null, type, refused);
        }
    }

    private interface Conversion {
        Object apply(Object from) throws IOException;
    }
}
