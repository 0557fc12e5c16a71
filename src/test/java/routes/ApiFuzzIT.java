package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link ApiFuzz} in a {@link Namespace}, because it makes integrations of whatever address. Skipped where {@code src/test/fuzz/fetch}
 * was not run, but not on the build machine ({@code CI=true}).
 */
class ApiFuzzIT {

    private static final Path TOOL = Path.of("target/fuzz");

    @Test
    void what_is_made_from_the_document_is_answered_as_the_document_says(@TempDir Path work) throws Exception {
        boolean isFetched = Files.isDirectory(TOOL);
        assertThat(isFetched || !Boolean.parseBoolean(System.getenv("CI")))
                .as("CI=true, and there is no %s: run src/test/fuzz/fetch", TOOL)
                .isTrue();
        assumeTrue(isFetched, "there is no " + TOOL + ": run src/test/fuzz/fetch once");
        Namespace.require();

        Namespace.run(
                work,
                "ip link set lo up",
                ApiFuzz.class,
                work.toString(),
                TOOL.toAbsolutePath().toString(),
                Long.toString(Math.floorMod(Seed.of("fuzz.seed"), 1_000_000_000L)),
                Integer.getInteger("fuzz.seconds", 45).toString());
    }
}
