package routes.integration;

import java.util.Optional;

/** Is told of a change that was checked and is about to take effect. */
@FunctionalInterface
interface BeforeChange {

    /** @param after as it will be; the same as before where it is deleted */
    void happens(Integration before, Integration after, Optional<IntegrationType> type);
}
