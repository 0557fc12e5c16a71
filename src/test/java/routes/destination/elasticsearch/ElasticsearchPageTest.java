package routes.destination.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page prints the queries that the nodes are asked. */
class ElasticsearchPageTest {

    /** What KQL has no word for: a comparison after a colon. */
    private static final Pattern LUCENE_ALONE = Pattern.compile(":[<>]");

    @ParameterizedTest
    @EnumSource
    void the_page_has_each_query_in_both_languages(ElasticsearchQueries query) throws IOException {
        String page = Files.readString(Path.of("docs/destinations/elasticsearch.md"));
        boolean same = query.printed().equals(query.kql());
        String row = same
                ? "| `%s` | the same |".formatted(query.printed())
                : "| `%s` | `%s` |".formatted(query.printed(), query.kql());

        assertThat(page).contains(row);
        assertThat(query.kql()).doesNotContainPattern(LUCENE_ALONE);
        assertThat(same).isEqualTo(!LUCENE_ALONE.matcher(query.printed()).find());
    }
}
