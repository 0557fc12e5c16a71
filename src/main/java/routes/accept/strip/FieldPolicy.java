package routes.accept.strip;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routes.event.Family;
import routes.event.json.Words;

/**
 * Which fields pass: all but the forbidden ones, or of these the documented and the named ones alone. Lists are names with
 * commas between; a forbidden name for one family alone has the family before it: {@code audit:message}.
 */
public final class FieldPolicy {

    private static final String FORBIDDEN_KEY = "siem.accept.forbidden-names";
    private static final int EVERY_FAMILY =
            Family.ACCEPTED.stream().mapToInt(Family::bit).sum();

    private final boolean listed;
    private final List<String> also;
    private final Map<Family, ForbiddenNames> forbidden = new EnumMap<>(Family.class);

    /**
     * @param fields {@code any} or {@code listed}
     * @param fieldsAlso names that pass although a part of them is forbidden and, where fields are listed, although they are not
     *     documented
     * @param forbiddenNames see {@link DefaultNames}
     * @param forbiddenAlso further ones
     * @throws IllegalArgumentException where nothing would be forbidden, a field that events must have would be, or the same
     *     name is in both lists
     */
    public FieldPolicy(String fields, String fieldsAlso, String forbiddenNames, String forbiddenAlso) {
        listed = isListed(fields);
        NameTree tree = new NameTree(families(forbiddenNames + "," + forbiddenAlso));
        if (tree.isEmpty()) {
            throw new IllegalArgumentException(
                    FORBIDDEN_KEY + " names nothing, and raw content would pass: expected names"
                            + " with commas between; leave it out for the usual ones");
        }
        also = names(fieldsAlso);
        also.forEach(name -> requireNotForbidden(tree, name));
        for (Family family : Family.ACCEPTED) {
            forbidden.put(family, new ForbiddenNames(tree, also, family));
        }
    }

    /** What the variables {@code SIEM_FIELDS}, {@code SIEM_FORBIDDEN_NAMES} and so on say; the usual where they are not set. */
    public static FieldPolicy of(Map<String, String> environment) {
        return new FieldPolicy(
                environment.getOrDefault("SIEM_FIELDS", "any").strip(),
                environment.getOrDefault("SIEM_FIELDS_ALSO", ""),
                environment.getOrDefault("SIEM_FORBIDDEN_NAMES", DefaultNames.FORBIDDEN),
                environment.getOrDefault("SIEM_FORBIDDEN_NAMES_ALSO", ""));
    }

    /** Whether of this family only documented fields and the {@link #also named} ones pass. */
    boolean isClosed(Family family) {
        return listed || family == Family.DLP;
    }

    /** Names that pass a closed family beside the documented ones; of {@code dlp.match} there are none. */
    Words also(Family family) {
        return new Words(family == Family.DLP ? List.of() : also);
    }

    ForbiddenNames forbidden(Family family) {
        return forbidden.get(family);
    }

    private static boolean isListed(String fields) {
        return switch (fields) {
            case "any" -> false;
            case "listed" -> true;
            default ->
                throw new IllegalArgumentException(
                        "siem.accept.fields = " + fields + ": expected any or listed; set SIEM_FIELDS to one of them");
        };
    }

    private static List<String> names(String commaList) {
        return Arrays.stream(commaList.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Each name with the families it is for, as bits. */
    private static Map<String, Integer> families(String commaList) {
        Map<String, Integer> families = new HashMap<>();
        for (String entry : names(commaList)) {
            int colon = entry.indexOf(':');
            families.merge(
                    entry.substring(colon + 1),
                    colon < 0 ? EVERY_FAMILY : family(entry.substring(0, colon)).bit(),
                    (one, other) -> one | other);
        }
        return families;
    }

    private static Family family(String word) {
        return Family.ACCEPTED.stream()
                .filter(family -> family.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(FORBIDDEN_KEY + ": \"" + word
                        + ":\": expected governance, dlp or audit before a colon; correct the list"));
    }

    private static void requireNotForbidden(NameTree tree, String name) {
        if (Family.ACCEPTED.stream().allMatch(family -> tree.holds(name, family.bit()))) {
            throw new IllegalArgumentException("siem.accept.fields-also: " + name + " is in " + FORBIDDEN_KEY
                    + " as well; take it out of one of the two lists");
        }
    }
}
