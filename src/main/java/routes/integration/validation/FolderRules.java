package routes.integration.validation;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import routes.disk.AllowedFolders;
import routes.integration.Draft;
import routes.integration.Faults;
import routes.integration.Problems;
import routes.problem.Problem;

/** What is written to has to be where the operator lets it be; delivery asks again, because links and settings change. */
public final class FolderRules {

    private final AllowedFolders folders;

    public FolderRules(AllowedFolders folders) {
        this.folders = folders;
    }

    /** @throws routes.problem.ProblemException 422 */
    public Draft checked(Draft draft) {
        Faults errors = new Faults();
        draft.type().folders().stream()
                .filter(field -> !isAllowed(draft.settings().path(field).asText()))
                .forEach(field -> errors.add(() -> new Problem.Fault(
                        "/" + field,
                        "folder_not_allowed",
                        "Events may not be written to this folder. Set " + field + " to " + folders.names()
                                + " or a folder below, or have the operator add it to SIEM_FILE_FOLDERS.",
                        "")));
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return draft;
    }

    private boolean isAllowed(String folder) {
        try {
            folders.real(Path.of(folder));
            return true;
        } catch (AllowedFolders.FolderNotAllowedException | InvalidPathException notAllowed) {
            return false;
        } catch (IOException unreadable) {
            // whether it is there is found out, and told, by delivery
            return true;
        }
    }
}
