package routes.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders that whoever creates an integration may have written to. Real paths are compared, after every link, and a path with
 * {@code ..} is none. Folders of the router's own are never among them, whatever is allowed, but for the one it keeps for this.
 */
public final class AllowedFolders {

    /** The name under which the router's own are in Camel's registry. */
    public static final String NAME = "allowedFolders";

    /** Where no router says otherwise, as in a plain route, whose author may write anywhere. */
    public static final AllowedFolders ALL = new AllowedFolders(List.of(Path.of("/")), Path.of("/"), List.of());

    /** Events may not be written there. */
    public static final class FolderNotAllowedException extends IOException {
        private static final long serialVersionUID = 1;

        FolderNotAllowedException(Path folder) {
            super("folder = " + folder + " is none that events may be written to");
        }
    }

    private final List<Path> allowed;
    private final Path kept;
    private final List<Path> ours;

    /**
     * @param setting absolute paths, commas or colons between; an empty text allows only what is kept for it
     * @param kept the folder of the router's that is for this
     * @param ours folders of the router's that are not
     * @throws IllegalArgumentException where a path is not absolute
     */
    public static AllowedFolders of(String setting, Path kept, List<Path> ours) {
        List<Path> allowed = setting.isBlank()
                ? List.of(kept)
                : Stream.of(setting.split("[,:]", -1))
                        .map(folder -> absolute(folder.strip()))
                        .toList();
        return new AllowedFolders(allowed, kept, ours);
    }

    private AllowedFolders(List<Path> allowed, Path kept, List<Path> ours) {
        this.allowed = allowed;
        this.kept = kept;
        this.ours = ours;
    }

    private static Path absolute(String folder) {
        Path path = Path.of(folder);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("SIEM_FILE_FOLDERS: \"" + folder
                    + "\": expected absolute paths such as /var/lib/siem-archive, with commas between; correct it");
        }
        return path;
    }

    /**
     * The folder's real path; one that is not there yet has the path it would have.
     *
     * @throws FolderNotAllowedException where events may not be written
     */
    public Path real(Path folder) throws IOException {
        for (Path part : folder) {
            if (part.toString().equals("..")) {
                throw new FolderNotAllowedException(folder);
            }
        }
        Path real = resolved(folder);
        if (!isBelow(real, allowed) || (isBelow(real, ours) && !isBelow(real, List.of(kept)))) {
            throw new FolderNotAllowedException(folder);
        }
        return real;
    }

    /** For people: what they may set. Of the router's own folders that is the one it keeps for this, whatever was allowed. */
    public String names() {
        String names = allowed.stream()
                .flatMap(this::offered)
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "one that SIEM_FILE_FOLDERS names (as yet it names the router's own alone)" : names;
    }

    private Stream<Path> offered(Path folder) {
        Path shown = shown(folder);
        Path open = shown(kept);
        boolean isOurs = !shown.startsWith(open) && ours.stream().anyMatch(own -> shown.startsWith(shown(own)));
        return isOurs ? Stream.of(open).filter(below -> below.startsWith(shown)) : Stream.of(shown);
    }

    private static Path shown(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    private static boolean isBelow(Path real, List<Path> folders) throws IOException {
        for (Path folder : folders) {
            if (real.startsWith(resolved(folder))) {
                return true;
            }
        }
        return false;
    }

    private static Path resolved(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Path there = absolute;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            if (there.getParent() == null) {
                throw new NoSuchFileException(absolute.toString());
            }
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(absolute));
    }
}
