package routes.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** SECURITY.md names tests that there are, and every advisory that was answered. */
class SecurityPolicyPageTest {

    @TestFactory
    Stream<DynamicTest> a_test_that_the_page_names_is_there() throws IOException {
        return NamedTests.in(page()).stream()
                .map(test -> DynamicTest.dynamicTest(
                        test, () -> assertThat(NamedTests.exist(test)).isTrue()));
    }

    @Test
    void the_page_tells_of_every_answered_advisory_with_the_test_that_answers_it() throws IOException {
        for (VexLine line : VexLine.parse(Files.readString(Path.of("security/vex.json")))) {
            assertThat(page()).contains(line.advisory(), line.test().replaceFirst(".*\\.", ""));
        }
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("SECURITY.md"));
    }
}
