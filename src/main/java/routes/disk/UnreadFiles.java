package routes.disk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, once each, of the files in a folder that look as if they were to be read and are not, because their names end otherwise. */
public final class UnreadFiles {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadFiles.class);

    /** What route files and Kamelets are written in, wherever in the name it stands: {@code .yml}, {@code .YAML}, {@code .yaml.txt}. */
    private static final Pattern MEANT = Pattern.compile("(?i)[^.].*\\.(?:ya?ml|xml|camel|kamelet)\\b.*");

    private final String variable;
    private final String suffix;
    private final Set<Path> told = ConcurrentHashMap.newKeySet();

    /**
     * @param variable that names the folder
     * @param suffix of the names of the files that are read
     */
    public UnreadFiles(String variable, String suffix) {
        this.variable = variable;
        this.suffix = suffix;
    }

    /** @param files all that are in the folder now */
    public void tell(Collection<Path> files) {
        told.retainAll(files);
        files.stream().sorted().filter(this::isPassedOver).filter(told::add).forEach(this::warn);
    }

    private boolean isPassedOver(Path file) {
        String name = file.getFileName().toString();
        return !name.endsWith(suffix) && MEANT.matcher(name).matches() && Files.isRegularFile(file);
    }

    private void warn(Path file) {
        LOG.warn(
                "{}: {} is not read, because its name does not end in {}. Rename it, or move it away.",
                variable,
                file,
                suffix);
    }
}
