package routes.integration.lifecycle;

import java.util.Optional;
import routes.integration.Integration;
import routes.integration.type.IntegrationType;

/** Is told of a change that was checked and is about to take effect. */
@FunctionalInterface
public interface BeforeChange {

    /** @param after as it will be; the same as before where it is deleted */
    void happens(Integration before, Integration after, Optional<IntegrationType> type);
}
