package routes.journal.camel;

import java.util.Set;
import routes.event.Batch;

/**
 * What one exchange carries.
 *
 * @param agents whose events it holds, by {@link routes.event.AgentKey}; empty for one that goes alone, whosever its events are
 */
record Work(Batch batch, Set<Long> agents) {

    boolean goesAlone() {
        return agents.isEmpty();
    }

    Work with(Batch remaining) {
        return new Work(remaining, agents);
    }
}
