package routes.destination.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import routes.disk.AllowedFolders;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/** What a failure to write an archive means. A disk may have room or be mounted again soon; rights do not come by themselves. */
final class ArchiveFailure {

    private static final Reason IN_USE = new Reason(
            "file_in_use",
            "Something else is writing to the same file.",
            "Give each integration, and each router, a folder or file_name of its own.");

    private ArchiveFailure() {}

    static DeliveryException inUse() {
        return DeliveryException.again(IN_USE, null);
    }

    /** @param folders what could be set instead */
    static DeliveryException notAllowed(AllowedFolders.FolderNotAllowedException refused, AllowedFolders folders) {
        return DeliveryException.of(
                Verdict.PARKED,
                new Reason(
                        "folder_not_allowed",
                        refused.getMessage() + ".",
                        "Set folder to " + folders.names()
                                + " or a folder below, or have the operator add it to SIEM_FILE_FOLDERS."));
    }

    /** @param needed bytes that were to be written */
    static DeliveryException of(IOException failure, Path folder, long needed) {
        if (failure instanceof AccessDeniedException) {
            return DeliveryException.of(
                    Verdict.PARKED,
                    new Reason(
                            "permission_denied",
                            "The router may not write to the folder or to the file in it.",
                            "Give the user the router runs as the right to write to both."));
        }
        if (failure instanceof ForeignFileException || failure instanceof FileAlreadyExistsException) {
            return DeliveryException.of(
                    Verdict.PARKED,
                    new Reason(
                            "foreign_file",
                            "Something is in the file's place, or in it, that this sink did not write; it is left as it is.",
                            "Move the file away, or set another file_name."));
        }
        return DeliveryException.again(mayPass(failure, folder, needed), null);
    }

    private static Reason mayPass(IOException failure, Path folder, long needed) {
        if (failure instanceof NotDirectoryException
                || failure instanceof NoSuchFileException
                || !Files.isDirectory(folder)) {
            return new Reason(
                    "missing_folder",
                    "The folder does not exist.",
                    "Create or mount it; the router does not, so that nothing is written below a missing mount.");
        }
        if (usable(folder) < needed) {
            return new Reason(
                    "disk_full", "The folder's disk is full.", "Make room, or let fewer files stay (keep_files).");
        }
        return new Reason(
                "write_failed",
                "Writing to the file failed (" + failure.getClass().getSimpleName() + ").",
                "Check the disk, its quota, and whether it is mounted for reading only.");
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }
}
