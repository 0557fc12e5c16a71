package routes.destination.cef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import routes.event.Family;

class CefTableTest {

    private static final String GOOD = "act - text action 63 audit kept";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    act - text action 63 audit;                 expected key, label, form, field, limit, families, place
                    act - txt action 63 audit kept;             form: "txt": expected one of text, longer, empty, source
                    act - text action[ 63 audit kept;           field action[: expected name, object.name, list[].name
                    act - text @kind 63 audit kept;             field @kind: expected name
                    act - text action 0 audit kept;             limit 0: expected a whole number from 1 to 4000
                    act - text action 4001 audit kept;          limit 4001: expected
                    act - text action - audit kept;             limit -: expected
                    cn1 N whole times 9223372036854775808 audit kept; limit 9223372036854775808: expected
                    cfp1 N decimal score 9 audit kept;          limit 9: expected -
                    act - text action 63 audits kept;           family: "audits": expected one of governance, dlp
                    act - text action 63 audit first;           place first: expected kept or optional
                    act - text action 63 audit kept direction;  when direction: expected field=text
                    a_t - text action 63 audit kept;            key a_t, label -: expected letters and digits
                    outcome - text outcome 63 audit kept;       key outcome is there twice in family audit: expected
                    cs1 Same text other 63 audit optional;      key cs1 is there twice in family audit: expected
                    """)
    void a_line_that_cannot_be_used_is_named_with_what_is_wrong(String line, String complaint) {
        List<String> lines = List.of(
                "# a comment",
                "outcome - text result 63 governance,audit kept",
                "",
                "cs1 Same text one 63 audit kept",
                line);

        assertThatThrownBy(() -> CefTable.of(Family.AUDIT, CefLines.of("fields.txt", lines)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("fields.txt line 5: " + complaint)
                .hasMessageEndingWith("; correct the line");
    }

    @Test
    void a_slot_may_serve_several_fields_under_labels_or_conditions_of_their_own() {
        List<String> lines = List.of(
                "cs1 Before any before 4000 audit kept",
                "cs1 Added any added 4000 audit optional",
                "in - whole size 9 audit optional way=in",
                "in - whole bytes 9 audit optional way=out");

        CefTable table = CefTable.of(Family.AUDIT, CefLines.of("fields.txt", lines));

        assertThat(table.kept()).hasSize(1);
        assertThat(table.optional()).hasSize(3);
        assertThat(CefTable.of(Family.DLP, CefLines.of("fields.txt", lines)).optional())
                .isEmpty();
    }

    @Test
    void a_line_of_another_family_is_checked_too() {
        assertThatThrownBy(() -> CefTable.of(Family.DLP, CefLines.of("fields.txt", List.of(GOOD, GOOD + " x"))))
                .hasMessageStartingWith("fields.txt line 2: when x");
    }

    /** But for what the product's own specification says otherwise: an agent's id in an address, and a key of its own. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void keys_limits_and_labels_are_those_of_the_dictionary(Family family) {
        CefTable table = CefTable.of(family);

        assertThat(Stream.concat(table.kept().stream(), table.optional().stream()))
                .filteredOn(pair -> !List.of("src", "MITRITYPlatformSensitivityTags", "MITRITYPlatformEventId")
                        .contains(pair.key().name()))
                .hasSizeGreaterThan(10)
                .allSatisfy(pair -> {
                    CefDictionary.Entry entry =
                            CefDictionary.entry(pair.key().name()).orElseThrow();
                    assertThat(pair.key().label().isEmpty())
                            .as(pair.key().name())
                            .isNotEqualTo(entry.isSlot());
                    if (pair.form() != CefForm.DECIMAL) {
                        assertThat(pair.key().most()).as(pair.key().name()).isLessThanOrEqualTo(entry.limit());
                    }
                });
    }
}
