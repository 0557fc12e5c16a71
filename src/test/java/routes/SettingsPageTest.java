package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/settings.md is made from application.properties, so that the two cannot say different things. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("docs/settings.md");
    private static final String REGENERATE = "mvn -q test -Dtest=SettingsPageTest -Dregenerate=true";

    @Test
    void the_settings_page_says_what_application_properties_says() throws IOException {
        String page = page();
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("%s is stale; run: %s", PAGE, REGENERATE)
                .isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                # Settings

                Made from `src/main/resources/application.properties`; to change this page, change that file and run
                `%s`.

                Each setting is an environment variable. What is not listed here is not meant to be changed.
                """
                        .formatted(REGENERATE));
        String section = "";
        for (Setting setting : Setting.all()) {
            if (setting.variable().isEmpty()) {
                continue;
            }
            if (!setting.section().equals(section)) {
                section = setting.section();
                page.append("\n## ").append(section).append("\n\n| variable | default | what it is |\n|---|---|---|\n");
            }
            page.append(row(setting));
        }
        return page.toString();
    }

    private static String row(Setting setting) {
        String byDefault = setting.defaultValue();
        return "| `%s` | %s | %s |\n"
                .formatted(
                        setting.variable(),
                        byDefault.isEmpty() ? "(none)" : "`" + byDefault + "`",
                        setting.comment().replace("|", "\\|"));
    }
}
