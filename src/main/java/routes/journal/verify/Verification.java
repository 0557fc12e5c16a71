package routes.journal.verify;

import java.util.List;
import routes.journal.segment.Finding;

/**
 * What a check of a whole journal found.
 *
 * @param recoveredGroups groups that were found without index entry at a start, and signed by that start
 * @param unindexedBytes bytes behind the newest segment's last group: being written, or torn by a crash and cut at the next start
 * @param end the position up to which the newest segment was found right; 0 where it was not
 * @param findings in order; of what is not as it was written at most one for each segment
 */
public record Verification(
        int segments,
        long groups,
        long lines,
        long bytes,
        long recoveredGroups,
        long unindexedBytes,
        long end,
        List<Finding> findings) {

    /** Whether all that is wrong is that nobody gave the key. */
    boolean lacksKey() {
        return !findings.isEmpty() && findings.stream().allMatch(found -> found.kind() == Finding.Kind.NO_KEY);
    }

    /** Whether all that is wrong is that some types are not known here. */
    boolean lacksTypes() {
        return !findings.isEmpty() && findings.stream().allMatch(found -> found.kind() == Finding.Kind.UNKNOWN_TYPE);
    }

    boolean isSound() {
        return findings.isEmpty();
    }
}
