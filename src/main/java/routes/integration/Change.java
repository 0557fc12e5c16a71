package routes.integration;

/**
 * What a call did to an integration.
 *
 * @param before as it was when the change was made, not when it was asked for
 */
record Change(Integration before, Observed after) {

    boolean isNone() {
        return before.version() == after.integration().version();
    }
}
