package routes.integration.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.integration.Fixtures;

class ParameterUseTest {

    private static final String FORMAT =
            "beans: [{name: format, type: '#class:routes.destination.splunk.SplunkHecDataFormat', properties: {%s}}]\n";

    @ParameterizedTest
    @ValueSource(strings = {"host: '{{p}}'", "host: '{{?p}}'", "host: '{{p:}}', source: '{{p:mitrity}}'"})
    void a_whole_property_of_a_bean_that_takes_a_value_is_never_evaluated(String properties) throws Exception {
        assertThat(use(FORMAT.formatted(properties))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host: 'a{{p}}'",
                "host: '{{p}}{{q}}'",
                "maxBytes: '{{p}}'",
                "noSuchSetter: '{{p}}'",
                "host: '#bean:{{p}}'",
                "'{{p}}': 1",
                "host: '{{!p}}'",
                "host: '{{q:{{p}}}}'"
            })
    void anything_else_of_a_bean_is(String properties) throws Exception {
        assertThat(use(FORMAT.formatted(properties))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from: {uri: 'kamelet:source', steps: [{to: 'http:{{p}}'}]}",
                "from: {uri: 'kamelet:source', steps: [{setHeader: {name: a, constant: '{{?p}}'}}]}",
                "from: {uri: 'kamelet:source', steps: [{filter: {simple: \"'{{p:}}' == 'a'\"}}]}"
            })
    void one_use_in_a_step_is_enough_to_be_evaluated(String steps) throws Exception {
        assertThat(use(FORMAT.formatted("host: '{{p}}'") + steps)).isFalse();
    }

    @Test
    void a_bean_whose_class_is_not_there_takes_no_value() throws Exception {
        assertThat(use("beans: [{name: format, type: '#class:no.such.Bean', properties: {host: '{{p}}'}}]"))
                .isFalse();
    }

    @Test
    void the_free_texts_of_the_types_that_are_shipped_are_never_evaluated() {
        for (String type : List.of("splunk_hec", "webhook", "elasticsearch", "datadog", "syslog_cef", "syslog_json")) {
            assertThat(Fixtures.type(type).parameters())
                    .as(type)
                    .allMatch(parameter -> !parameter.isFreeText()
                            || parameter.isNeverEvaluated()
                            // a name of Datadog's own, by its pattern
                            || parameter.name().equals("site"));
        }
    }

    private static boolean use(String template) throws Exception {
        return new ParameterUse(new YAMLMapper().readTree(template)).isNeverEvaluated("p");
    }
}
