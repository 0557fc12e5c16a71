package routes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AmountTest {

    /** A number out of a variable, and behind it more of something. Constants are called in capitals. */
    private static final Pattern PLURAL = Pattern.compile(
            "(?:[a-z)]\\s*\\+\\s*\"|\"(?:[^\"]*[^\"=] )?(?:\\{}|%[ds])) (?:events|segments|lines|groups|heads|integrations|dead letters|letters"
                    + "|requests|addresses|files|tokens|keys|errors|replays|records)\\b");

    /** In a list of settings 1 is no number that one of these limits may have. */
    private static final List<String> NEVER_ONE = List.of("NameTree.java", "Requests.java");

    @Test
    void one_is_one_and_all_others_are_more() {
        assertThat(Amount.of(1, "event")).isEqualTo("1 event");
        assertThat(Amount.of(0, "event")).isEqualTo("0 events");
        assertThat(Amount.of(2, "head is", "heads are")).isEqualTo("2 heads are");
        assertThat(Amount.of(1, "head is", "heads are")).isEqualTo("1 head is");
    }

    @Test
    void no_message_says_one_events() throws IOException {
        assertThat(PLURAL.matcher("count + \" events\"").find()).isTrue();
        assertThat(PLURAL.matcher("\"has {} integrations\"").find()).isTrue();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                if (!NEVER_ONE.contains(source.getFileName().toString())) {
                    assertThat(PLURAL.matcher(Files.readString(source))
                                    .results()
                                    .map(MatchResult::group))
                            .as("%s: say it by Amount.of", source)
                            .isEmpty();
                }
            }
        }
    }
}
