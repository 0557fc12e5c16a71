package routes.integration.lifecycle;

import routes.integration.Integration;
import routes.integration.type.IntegrationTypes;

/**
 * Has integrations follow the files of their Kamelets: one whose Kamelet was changed is made anew once its requests in flight have
 * ended, one whose Kamelet is gone stops, and one that could not be started for it is started.
 */
public final class KameletChanges {

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final Lifecycle lifecycle;
    private final FileFollower follower;

    KameletChanges(Integrations integrations, IntegrationTypes types, Lifecycle lifecycle) {
        this.integrations = integrations;
        this.types = types;
        this.lifecycle = lifecycle;
        this.follower = new FileFollower("kamelets", types::version, this::followAll);
    }

    public void begin() {
        follower.begin();
    }

    private void followAll() {
        integrations.all().forEach(seen -> follow(seen.integration()));
        types.forgetAllBut(lifecycle.templates());
    }

    private void follow(Integration integration) {
        if (lifecycle.isOutdated(integration) && lifecycle.isReadyToBeMadeAnew(integration)) {
            synchronized (integrations) {
                // it may have been changed or deleted while its requests ended
                integrations.all().stream()
                        .map(Observed::integration)
                        .filter(one -> one.id().equals(integration.id()))
                        .forEach(lifecycle::follow);
            }
        }
    }

    /** The process is about to stop. */
    public void end() {
        follower.end();
    }
}
