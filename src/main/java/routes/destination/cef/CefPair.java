package routes.destination.cef;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.event.Field;

/**
 * One key of a CEF line and where its value comes from.
 *
 * @param origin whether the value is in the event, or is {@code text} or what the event's type says
 * @param field of the event; null where the value is not in it
 * @param inner the field of the object there that is meant; null where it is no object
 * @param member of the objects in an array, the one that is meant; null where the array's elements are
 * @param orElse what takes its place where this has no value; or null
 * @param when on what it is there at all; null for always
 */
record CefPair(
        CefKey key,
        CefForm form,
        Origin origin,
        Field field,
        Field inner,
        Field member,
        byte[] text,
        CefPair orElse,
        When when) {

    private static final Pattern FIELD =
            Pattern.compile("(?<name>[\\w-]+)(?:\\.(?<inner>[\\w-]+))?(?:\\[](?:\\.(?<member>[\\w-]+))?)?");

    enum Origin {
        EVENT,
        CATEGORY,
        OUTCOME,
        TEXT
    }

    /** The event's field is this JSON value, quotes included. */
    record When(Field field, byte[] json) {}

    /**
     * @param source one or several of {@code name}, {@code object.name}, {@code list[].name}, {@code @category}, {@code @outcome} and
     *     {@code =text}, with | between
     * @param fields gives a name its field, always the same
     * @throws IllegalArgumentException where it is none of them
     */
    static CefPair of(CefKey key, CefForm form, String source, When when, Function<String, Field> fields) {
        int bar = source.indexOf('|');
        CefPair orElse = bar < 0 ? null : of(key, form, source.substring(bar + 1), when, fields);
        String first = bar < 0 ? source : source.substring(0, bar);
        if (first.startsWith("=")) {
            byte[] text = first.substring(1).getBytes(StandardCharsets.US_ASCII);
            return new CefPair(key, form, Origin.TEXT, null, null, null, text, orElse, when);
        }
        if (first.equals("@category") || first.equals("@outcome")) {
            Origin origin = first.equals("@category") ? Origin.CATEGORY : Origin.OUTCOME;
            return new CefPair(key, form, origin, null, null, null, null, orElse, when);
        }
        Matcher path = FIELD.matcher(first);
        if (!path.matches()) {
            throw new IllegalArgumentException(
                    "field " + first
                            + ": expected name, object.name, list[].name, @category, @outcome or =text, several with | between");
        }
        return new CefPair(
                key,
                form,
                Origin.EVENT,
                fields.apply(path.group("name")),
                inside(path.group("inner")),
                inside(path.group("member")),
                null,
                orElse,
                when);
    }

    private static Field inside(String name) {
        return name == null ? null : new Field(name);
    }
}
