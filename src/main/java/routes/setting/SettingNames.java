package routes.setting;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By which variable people know a setting. */
public final class SettingNames {

    /** Of a definition such as {@code {{env:SIEM_HTTP_PORT:8080}}}: the variable, and its default. */
    public static final Pattern DEFINITION = Pattern.compile("\\{\\{env:(\\w+):(.*)}}");

    private static final Pattern KEY = Pattern.compile("siem(?:\\.[a-z0-9-]+)+");

    private SettingNames() {}

    /**
     * The sentence with the variable in place of each key.
     *
     * @param definitions of the settings, placeholders not resolved
     */
    public static String inVariables(String sentence, Properties definitions) {
        return KEY.matcher(sentence).replaceAll(key -> {
            Matcher definition = DEFINITION.matcher(definitions.getProperty(key.group(), ""));
            return definition.matches() ? definition.group(1) : key.group();
        });
    }
}
