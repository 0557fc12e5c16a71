package routes.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/upgrading-camel.md tells to run is there. */
class UpgradingPageTest {

    @Test
    void each_test_that_the_page_names_exists() throws IOException {
        List<String> named = NamedTests.in(Files.readString(Path.of("docs/upgrading-camel.md")));
        assertThat(named).hasSizeGreaterThan(10);
        for (String test : named) {
            assertThat(NamedTests.exist(test)).as(test).isTrue();
        }
    }
}
