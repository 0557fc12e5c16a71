package routes.event;

import java.util.List;
import java.util.Locale;

/** What the content-based router of the accept stage looks at. */
public enum Family {
    GOVERNANCE,
    DLP,
    AUDIT,
    /** The router's own events, which it writes itself and takes from nobody. */
    ROUTER;

    /** Those that producers send. */
    public static final List<Family> ACCEPTED = List.of(GOVERNANCE, DLP, AUDIT);

    /** What stands for the family of events of several. */
    public static final String MIXED = "mixed";

    /** A bit of its own, for sets of families. */
    @SuppressWarnings("EnumOrdinal")
    public int bit() {
        return 1 << ordinal();
    }

    /** As it stands in settings, metrics and the exchange property that the content-based router looks at. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
