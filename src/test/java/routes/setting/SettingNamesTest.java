package routes.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.Setting;

class SettingNamesTest {

    private static final Properties DEFINITIONS = new Properties();

    static {
        Setting.all().forEach(setting -> DEFINITIONS.setProperty(setting.key(), setting.value()));
    }

    static Stream<Setting> settings() {
        return Setting.all().stream().filter(setting -> setting.key().startsWith("siem."));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void each_setting_has_a_variable_and_a_sentence_about_it_names_that(Setting setting) {
        assertThat(setting.variable()).isNotEmpty();
        assertThat(SettingNames.inVariables(setting.key() + " = maybe: expected " + setting.key() + ".", DEFINITIONS))
                .isEqualTo(setting.variable() + " = maybe: expected " + setting.variable() + ".");
    }
}
