package routes.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bean of a Kamelet gets, bound by a real Camel. */
class ValueTest {

    private static final String KAMELET =
            """
            - routeTemplate:
                id: keeping
                parameters: [ { name: text, required: false } ]
                beans:
                  - name: keeper
                    type: "#class:routes.value.ValueTest$RefusalStore"
                    properties: { text: "{{?text}}" }
                from:
                  uri: "kamelet:source"
                  steps:
                    - setBody: { method: { ref: "{{keeper}}", method: kept } }
            """;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Values values = Values.in(context);

    /** Stands for a destination's bean. */
    public static final class RefusalStore {

        private Value text = Value.of("unset");

        public void setText(Value text) {
            this.text = text;
        }

        public String kept() {
            return text.text();
        }
    }

    @BeforeEach
    void start() throws Exception {
        Resource kamelet = ResourceHelper.fromString("keeping.yaml", KAMELET);
        PluginHelper.getRoutesLoader(context).loadRoutes(kamelet);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "#class:java.lang.String",
                "#property:user.home",
                "#bean:keeper",
                "#type:java.lang.String",
                "#valueAs(int):1",
                "{{env:PATH}}",
                "{{text}}",
                "${sys.user.home}",
                "RAW(a?b&c#d%41)",
                "?&#%+ \u00e4\n",
                "value:sink-one/other"
            })
    void a_bean_gets_what_was_set_byte_for_byte(String text) throws Exception {
        assertThat(kept("one", SinkParameters.ofValues(Map.of("text", text, "other", "not this"))))
                .isEqualTo(text);
    }

    @Test
    void a_kamelet_alone_gets_the_text_that_its_user_wrote() throws Exception {
        assertThat(context.createProducerTemplate().requestBody("kamelet:keeping/alone?text=value:of/mine", ""))
                .isEqualTo("value:of/mine");
    }

    @Test
    void nothing_is_behind_the_handle_of_a_sink_that_is_gone() throws Exception {
        values.keep("sink-one", SinkParameters.ofValues(Map.of("text", "secret")));
        assertThat(values.behind("value:sink-one/text")).contains(Value.of("secret"));
        values.forget("sink-one");
        assertThat(values.behind("value:sink-one/text")).isEmpty();
    }

    @Test
    void camel_sees_no_character_of_a_value() {
        Properties seen = values.keep(
                "sink-one", SinkParameters.ofValues(Map.of("text", "secret")).withTexts(Map.of("n", "1")));
        assertThat(seen).containsOnly(Map.entry("text", "value:sink-one/text"), Map.entry("n", "1"));
        assertThat(SinkParameters.ofValues(Map.of("text", "secret")).toString()).isEqualTo("SinkParameters[text]");
        assertThat(Value.of("secret")).hasToString("Value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a#b",
                "{{a",
                "${a}",
                "a?b",
                "a&b",
                "a=b",
                "a+b",
                "a%41",
                "(a)",
                "'a'",
                "a\n",
                "\u00e4",
                "value:a/b"
            })
    void what_camel_could_read_more_in_is_not_harmless(String text) {
        assertThat(HarmlessText.is(text)).isFalse();
    }

    private Object kept(String sink, SinkParameters parameters) throws Exception {
        context.getComponent("kamelet", KameletComponent.class)
                .setRouteProperties(Map.of(sink, values.keep("sink-" + sink, parameters)));
        return context.createProducerTemplate().requestBody("kamelet:keeping/" + sink, "");
    }
}
