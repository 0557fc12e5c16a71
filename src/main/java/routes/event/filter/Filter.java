package routes.event.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import routes.event.Event;

/** Which events an integration gets, of those that it selects; see the package. Never changed; any number of threads may ask. */
public final class Filter {

    /** Everything passes, and no event is looked at. */
    public static final Filter NONE = new Filter(event -> true);

    private final Condition condition;

    private Filter(Condition condition) {
        this.condition = condition;
    }

    /**
     * One that was checked when it was set.
     *
     * @param json missing or null: none
     */
    public static Filter of(JsonNode json) {
        return of(json, name -> true);
    }

    /**
     * @param isKnown whether a part of a field's name, in {@code decision.action} each of two, is the name of a field
     * @throws FilterException that says what is wrong with it, and where
     */
    public static Filter of(JsonNode json, Predicate<String> isKnown) {
        return json.isMissingNode() || json.isNull() ? NONE : new Filter(new FilterReader(isKnown).read(json));
    }

    public boolean isNone() {
        return this == NONE;
    }

    public boolean passes(Event event) {
        return condition.holds(event);
    }
}
