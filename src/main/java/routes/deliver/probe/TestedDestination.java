package routes.deliver.probe;

import java.util.Optional;
import java.util.Set;
import routes.value.SinkParameters;

/**
 * What the connection test has to know of a destination.
 *
 * @param key of two tests with the same one the second is turned away
 * @param kamelet the sink's name
 * @param parameters the Kamelet's parameters by their names in the Kamelet, secrets included
 * @param address where it connects to, as an address with a scheme; empty where it connects to nothing
 * @param hasCredentials whether there are any that the destination could refuse
 * @param credentialCodes the sink's own codes of reasons that say they are refused
 */
public record TestedDestination(
        String key,
        String kamelet,
        SinkParameters parameters,
        Optional<String> address,
        boolean hasCredentials,
        Set<String> credentialCodes) {

    /** Leaves the parameters out: some are secrets. */
    @Override
    public String toString() {
        return "TestedDestination[key=" + key + ", kamelet=" + kamelet + "]";
    }
}
