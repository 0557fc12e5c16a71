package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/siem-router, as the build leaves it beside the jar. */
class StartScriptIT {

    @Test
    void the_script_starts_a_router_from_the_class_archive(@TempDir Path work) throws Exception {
        Path classes = work.resolve("classes");
        Map<String, String> environment = Map.of(
                "JAVA_HOME", System.getProperty("java.home"), "SIEM_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
        try (RouterProcess router = RouterProcess.startByScript(work, environment)) {
            router.api().accept(Traffic.event("by-script"));
        }
        assertThat(Files.readAllLines(classes))
                .anyMatch(line -> line.contains(" routes.Wiring source: shared objects file (top)"))
                .anyMatch(line -> line.contains(" routes.accept.LineWriter source: shared objects file (top)"));
    }

    @Test
    void the_script_passes_arguments_and_the_exit_code_on(@TempDir Path work) {
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        try (RouterProcess router = RouterProcess.launchByScript(work, environment, "no-such-command")) {
            assertThat(router.awaitExit()).isEqualTo(2);
            assertThat(router.log()).contains("unknown command: no-such-command;");
        }
    }
}
