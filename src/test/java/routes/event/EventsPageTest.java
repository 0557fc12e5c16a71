package routes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.accept.rule.FamilyRules;
import routes.accept.rule.KnownName;
import routes.accept.rule.Rules;

class EventsPageTest {

    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (required|) ?\\| .+ \\|");

    @ParameterizedTest
    @EnumSource(value = Family.class, mode = EnumSource.Mode.EXCLUDE, names = "ROUTER")
    void the_page_has_each_family_s_fields_and_which_are_required(Family family) throws IOException {
        Rules rules = FamilyRules.of(family);
        Map<String, Boolean> expected = new TreeMap<>();
        for (KnownName name : KnownName.values()) {
            if (rules.documents(name.index())) {
                expected.put(name.text(), rules.requires(name));
            }
        }

        assertThat(rows(family)).isEqualTo(expected);
    }

    @Test
    void the_page_has_each_event_type() throws IOException {
        String page = Files.readString(Path.of("docs/events.md"));

        assertThat(EventType.all().stream().filter(type -> type.family() != Family.AUDIT))
                .allSatisfy(type -> assertThat(page).contains("`" + type.wireName() + "`"));
    }

    @Test
    void the_page_has_each_field_of_the_router_s_own_events_and_there_is_a_sample_of_each_type() throws IOException {
        String page = Files.readString(Path.of("docs/events.md"));
        String section = page.substring(page.indexOf("## Router"), page.indexOf("## What is removed"));
        Set<String> types = new TreeSet<>();
        for (String name : Samples.own()) {
            types.add(Samples.json(name).path("event_type").asText());
            assertThat(Samples.json(name).fieldNames())
                    .toIterable()
                    .allSatisfy(field -> assertThat(section).as(name).contains("`" + field + "`"));
        }

        assertThat(types)
                .containsExactlyInAnyOrderElementsOf(EventType.of(Family.ROUTER).stream()
                        .map(EventType::wireName)
                        .toList());
    }

    private static Map<String, Boolean> rows(Family family) throws IOException {
        String title = family == Family.DLP ? "DLP" : family == Family.AUDIT ? "Audit" : "Governance";
        String page = Files.readString(Path.of("docs/events.md"));
        String section = page.substring(page.indexOf("## " + title));
        int end = section.indexOf("\n## ");
        Map<String, Boolean> rows = new TreeMap<>();
        Matcher row = ROW.matcher(end < 0 ? section : section.substring(0, end));
        while (row.find()) {
            rows.put(row.group(1), row.group(2).equals("required"));
        }
        return rows;
    }
}
