package routes.destination.datadog;

import java.nio.charset.StandardCharsets;
import routes.destination.Bytes;
import routes.destination.Elements;
import routes.event.Event;
import routes.event.Family;
import routes.event.Field;

/**
 * The tags of a log, {@code key:value} with commas between: the constant ones, {@code event_type}, and of an audit record
 * {@code action}, {@code env} and {@code caller}, by which the audit guide's category processor tags, {@code region}, and a {@code category}
 * for each of its categories, because Datadog makes facets of tags but not of arrays of objects.
 *
 * <p>A value comes from a producer, so whatever a tag cannot hold becomes an underscore, as in Datadog itself: a comma in a region
 * must not begin another tag.
 */
final class DatadogTags {

    private static final Field ACTION = new Field("action");
    private static final Field CALLER = new Field("caller");
    private static final Field ENV = new Field("env");
    private static final Field REGION = new Field("region");
    private static final Field CATEGORIES = new Field("categories");
    private static final Field TYPE = new Field("type");
    private static final byte[] ACTION_KEY = ascii(",action:");
    private static final byte[] CALLER_KEY = ascii(",caller:");
    private static final byte[] ENV_KEY = ascii(",env:");
    private static final byte[] REGION_KEY = ascii(",region:");
    private static final byte[] CATEGORY_KEY = ascii(",category:");
    private static final byte[] EVENT_TYPE_KEY = ascii("event_type:");

    private final byte[] constant;

    /** @param constant such as {@code team:security, site:lab}; may be empty */
    DatadogTags(String constant) {
        String compact = constant.replace(" ", "");
        this.constant = ascii(compact.isEmpty() ? "" : compact + ',');
    }

    void append(Event event, Bytes to) {
        to.append(constant);
        to.append(EVENT_TYPE_KEY);
        to.append(ascii(event.type().wireName()));
        if (event.type().family() == Family.AUDIT) {
            append(ACTION_KEY, event, event.find(ACTION), to);
            append(ENV_KEY, event, event.find(ENV), to);
            append(CALLER_KEY, event, event.find(CALLER), to);
            append(REGION_KEY, event, event.find(REGION), to);
            appendCategories(event, to);
        }
    }

    private static void appendCategories(Event event, Bytes to) {
        long categories = event.find(CATEGORIES);
        if (categories == Event.ABSENT || event.bytes()[Event.start(categories)] != '[') {
            return;
        }
        Elements all = new Elements(event.bytes(), Event.start(categories), Event.end(categories));
        while (all.next()) {
            if (event.bytes()[all.from()] == '{') {
                Event category = new Event(event.bytes(), all.from(), all.to(), event.kind(), event.position());
                append(CATEGORY_KEY, category, category.find(TYPE), to);
            }
        }
    }

    private static void append(byte[] key, Event event, long value, Bytes to) {
        if (value == Event.ABSENT || event.bytes()[Event.start(value)] != '"') {
            return;
        }
        to.append(key);
        for (int i = Event.start(value) + 1; i < Event.end(value) - 1; i++) {
            byte b = event.bytes()[i];
            to.append(isPlain(b) ? b : (byte) '_');
        }
    }

    /** What Datadog's tags may hold; bytes below 0 are parts of letters that are not ASCII. */
    private static boolean isPlain(byte b) {
        return b < 0
                || (b >= '0' && b <= '9')
                || (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || "_-:./".indexOf(b) >= 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
