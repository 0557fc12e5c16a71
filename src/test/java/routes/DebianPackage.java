package routes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program of a Debian package. Without it a test is skipped, but on a build server it fails. */
final class DebianPackage {

    private static final String FOLDERS = System.getenv("PATH") + ":/usr/sbin:/sbin";

    private DebianPackage() {}

    /** The program's path; skips the test where there is none. */
    static Path program(String name, String debianPackage) {
        Path program = Stream.of(FOLDERS.split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        String missing = name + " is missing: apt-get install --no-install-recommends " + debianPackage;
        if (program == null && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(missing);
        }
        assumeTrue(program != null, missing);
        return program;
    }
}
