package routes.destination.cef;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.destination.Choice;

/** The keys that a sender of CEF may use, by {@code META-INF/siem-router/cef-dictionary.txt}. */
final class CefDictionary {

    private static final Map<String, Entry> ENTRIES = CefLines.of("cef-dictionary.txt").stream()
            .map(CefDictionary::entry)
            .collect(Collectors.toMap(Entry::key, Function.identity()));

    private CefDictionary() {}

    /** @param isSlot whether it means nothing without a label */
    record Entry(String key, CefForm form, long limit, boolean isSlot) {}

    static Optional<Entry> entry(String key) {
        return Optional.ofNullable(ENTRIES.get(key));
    }

    /** The custom slots' names, sorted. */
    static List<String> slots() {
        return ENTRIES.values().stream()
                .filter(Entry::isSlot)
                .map(Entry::key)
                .sorted()
                .toList();
    }

    private static Entry entry(CefLines.Line line) {
        List<String> columns = line.columns();
        if (columns.size() < 3 || columns.size() > 4) {
            throw line.wrong("expected key, form, limit and perhaps label");
        }
        CefForm form = Choice.of("form", CefForm.class, columns.get(1));
        return new Entry(columns.get(0), form, form.limit(columns.get(2)), columns.size() == 4);
    }
}
