package routes.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds jars that bring a class which is there already, most often another version of the same library. */
final class SecondVersions {

    private static final Pattern IN_JAR = Pattern.compile(".*/([^/]+\\.jar)!/.*");

    private final ClassLoader product;
    /** The jar of the folder that has a class, by the class file's name. */
    private final Map<String, String> owners = new HashMap<>();

    SecondVersions(ClassLoader product) {
        this.product = product;
    }

    /** One sentence for each jar that has one, in the order of the jars. */
    List<String> warnings(List<Path> jars) {
        List<String> warnings = new ArrayList<>();
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                String name = jar.getFileName().toString();
                file.stream()
                        .map(JarEntry::getName)
                        .filter(SecondVersions::isClass)
                        .flatMap(entry -> warning(name, entry).stream())
                        .findFirst()
                        .ifPresent(warnings::add);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
        return warnings;
    }

    private static boolean isClass(String entry) {
        return entry.endsWith(".class") && !entry.startsWith("META-INF/") && !entry.endsWith("module-info.class");
    }

    private Optional<String> warning(String jar, String entry) {
        URL there = product.getResource(entry);
        if (there != null) {
            return Optional.of(sentence(jar, nameOf(there), "the product's"));
        }
        String first = owners.putIfAbsent(entry, jar);
        return first == null || first.equals(jar)
                ? Optional.empty()
                : Optional.of(sentence(jar, first, "the first by name"));
    }

    private static String sentence(String jar, String other, String why) {
        return "SIEM_LIB_DIR: " + jar + " has classes that " + other + " has too; those of " + other + ", " + why
                + ", are used. Take " + jar + " out of the folder.";
    }

    private static String nameOf(URL there) {
        Matcher inJar = IN_JAR.matcher(there.toString());
        return inJar.matches() ? inJar.group(1) : there.getProtocol().equals("jrt") ? "Java" : "the router";
    }
}
