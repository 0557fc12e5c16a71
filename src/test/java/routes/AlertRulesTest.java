package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules in siem/prometheus. */
class AlertRulesTest {

    private static final Path FOLDER = Path.of("siem/prometheus");
    private static final String RULES = "siem-router-alerts.yaml";
    private static final Pattern METRIC = Pattern.compile("\\bsiem_[a-z_]+");

    @Test
    void prometheus_takes_the_rules() throws Exception {
        Promtool.isContent(FOLDER, "", "check", "rules", RULES);
    }

    @Test
    void each_alert_fires_on_its_series_and_not_before() throws Exception {
        Promtool.isContent(FOLDER, "", "test", "rules", "siem-router-alerts-test.yaml");
    }

    @Test
    void each_alert_has_a_test() throws Exception {
        assertThat(names("- alert: (\\w+)", RULES))
                .isEqualTo(names("alertname: (\\w+)", "siem-router-alerts-test.yaml"));
    }

    @Test
    void a_rule_asks_for_documented_metrics_only() throws Exception {
        Set<String> asked = Files.readAllLines(FOLDER.resolve(RULES)).stream()
                .filter(line -> line.strip().startsWith("expr:"))
                .flatMap(line -> METRIC.matcher(line).results().map(found -> found.group()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).isNotEmpty().isSubsetOf(MetricsPage.names());
    }

    private static Set<String> names(String pattern, String file) throws Exception {
        return Pattern.compile(pattern)
                .matcher(Files.readString(FOLDER.resolve(file)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
