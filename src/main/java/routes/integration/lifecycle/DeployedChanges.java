package routes.integration.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Amount;
import routes.integration.ConfigurationException;
import routes.integration.deployed.DeployedEntries;
import routes.problem.ProblemException;

/** Has integrations follow the file of whoever deploys the router. One that is wrong changes nothing, and the log says what is wrong. */
public final class DeployedChanges {

    private static final Logger LOG = LoggerFactory.getLogger(DeployedChanges.class);

    private final Integrations integrations;
    private final FileFollower follower;

    DeployedChanges(Integrations integrations, DeployedEntries deployed) {
        this.integrations = integrations;
        this.follower = new FileFollower("integrations file", deployed::version, this::follow);
    }

    /** The start is about to read it. */
    void isReadNow() {
        follower.isFollowedNow();
    }

    public void begin() {
        follower.begin();
    }

    private void follow() {
        try {
            LOG.info("The file of integrations was changed and read: {}.", integrations.redeploy());
        } catch (ConfigurationException wrong) {
            wrong.sentences().forEach(sentence -> LOG.warn("{} The integrations stay as they are.", sentence));
        } catch (ProblemException unstored) {
            LOG.warn("The file of integrations was changed, and nothing was done: {}", unstored.getMessage());
        }
    }

    static String told(int others, int gone) {
        return Amount.of(others, "integration") + " new or other than before, " + gone + " not in it any more";
    }

    /** The process is about to stop. */
    public void end() {
        follower.end();
    }
}
