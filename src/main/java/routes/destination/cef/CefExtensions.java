package routes.destination.cef;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.destination.Choice;
import routes.event.Family;

/**
 * The setting that adds pairs to those of {@link CefTable}, without a line of Java:
 *
 * <pre>cs3=session_id:Session,app=protocol,audit:flexString1=request.team</pre>
 *
 * <p>An entry is key, field, and for a custom slot a label, which is the field's name unless given. It is for governance events, or for
 * those of the family before it. A field may be one of an object: {@code object.name}. A key that the family's lines have already, or that
 * is none of {@link CefDictionary}, is refused. As a {@link Consumer} it only looks whether a setting can be used.
 */
public final class CefExtensions implements Consumer<String> {

    private static final Pattern ENTRY = Pattern.compile("(?:(?<family>[a-z]+):)?(?<key>[A-Za-z0-9]+)"
            + "=(?<field>[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)?)(?::(?<label>[A-Za-z0-9_-]{1,128}))?");

    @Override
    public void accept(String setting) {
        tables(setting);
    }

    /**
     * The shipped tables and what is added.
     *
     * @param setting blank for nothing
     * @throws IllegalArgumentException that names the entry with which something is wrong
     */
    static Map<Family, CefTable> tables(String setting) {
        Map<Family, CefTable> tables = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            tables.put(family, CefTable.of(family));
        }
        if (!setting.isBlank()) {
            for (String entry : setting.split(",", -1)) {
                add(entry.strip(), tables);
            }
        }
        return tables;
    }

    private static void add(String entry, Map<Family, CefTable> tables) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            throw wrong(
                    entry,
                    "key=field or key=field:label, as in cs3=session_id:Session, a family and a colon perhaps before it");
        }
        Family family = parts.group("family") == null
                ? Family.GOVERNANCE
                : Choice.of("extensions: \"" + entry + "\": family", Family.class, parts.group("family"));
        CefDictionary.Entry known = CefDictionary.entry(parts.group("key"))
                .orElseThrow(() -> wrong(entry, "a key of CEF's dictionary that a sender may use, such as cs3 or app"));
        CefTable table = tables.get(family);
        Optional<CefPair> taken = table.pair(known.key()).filter(pair -> !table.isOurs(pair));
        if (taken.isPresent()) {
            String label = taken.get().key().label();
            throw wrong(
                    entry,
                    "a key that the family " + family.word() + " leaves free, and " + known.key() + " is "
                            + (label.isEmpty() ? "taken" : label) + "; of the slots these are free: " + free(table));
        }
        if (parts.group("label") != null && !known.isSlot()) {
            throw wrong(entry, "no label, which only slots such as cs3 have");
        }
        String label = parts.group("label") == null ? parts.group("field") : parts.group("label");
        table.drop(known.key());
        table.add(
                CefKey.of(known.key(), known.isSlot() ? label : "", known.limit()), known.form(), parts.group("field"));
    }

    private static String free(CefTable table) {
        return CefDictionary.slots().stream()
                .filter(slot ->
                        table.pair(slot).filter(pair -> !table.isOurs(pair)).isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static IllegalArgumentException wrong(String entry, String expected) {
        return new IllegalArgumentException("extensions: \"" + entry + "\": expected " + expected + ".");
    }
}
