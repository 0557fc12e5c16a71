package routes.library;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * A folder whose {@code *.jar} files join the class path. Their loader is a child of the product's, so a class that both have is the
 * product's, and the archive of loaded classes beside the jar stays of use.
 */
public final class LibraryFolder {

    private static final String VARIABLE = "SIEM_LIB_DIR";
    /** Names of files alone: relative addresses of another folder, or whole ones, have a slash, a colon or an escape. */
    private static final Pattern OF_ITS_FOLDER = Pattern.compile("[^/\\\\:%]*");

    private final Path folder;

    public LibraryFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the jars' classes those of this thread and of all that it starts.
     *
     * @return what a person should know, one sentence each
     * @throws IllegalArgumentException where there is no such folder, where others can write to it, or where a jar is broken
     */
    public List<String> join() {
        ClassLoader product = LibraryFolder.class.getClassLoader();
        List<Path> jars = jars();
        jars.forEach(LibraryFolder::requireOwnClasses);
        URL[] urls = jars.stream().map(LibraryFolder::url).toArray(URL[]::new);
        Thread.currentThread().setContextClassLoader(new URLClassLoader(VARIABLE, urls, product));
        return jars.isEmpty()
                ? List.of(VARIABLE + " = " + folder + ": there is no *.jar in this folder.")
                : new SecondVersions(product).warnings(jars);
    }

    /** By name: of two in the folder with the same class the first wins. */
    private List<Path> jars() {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    VARIABLE + " = " + folder + ": expected a folder of jars. Create it, or do not set the variable.");
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
            TrustedOwner.require(VARIABLE, folder);
            for (Path jar : jars) {
                TrustedOwner.require(VARIABLE, jar);
                // whoever can write to the folder to which a link leads can put another jar there
                TrustedOwner.require(VARIABLE, jar.toRealPath().getParent());
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    VARIABLE + " = " + folder + ": the folder cannot be read. Give this user the right to.",
                    unreadable);
        }
        Collections.sort(jars);
        return jars;
    }

    /** A jar can name others to be read with it; those of its own folder have been looked at. */
    private static void requireOwnClasses(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (more != null && !OF_ITS_FOLDER.matcher(more).matches()) {
                throw new IllegalArgumentException(VARIABLE + ": " + jar
                        + " names jars of other folders in the Class-Path of its manifest. Put those beside it, and take"
                        + " Class-Path out of the manifest.");
            }
        } catch (IOException broken) {
            throw new IllegalArgumentException(
                    VARIABLE + ": " + jar + " cannot be read as a jar. Copy it there again, or take it out.", broken);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
