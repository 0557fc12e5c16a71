package routes.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearMissTest {

    private static final List<String> WORDS =
            List.of("policy.deny", "policy.alert", "hold.denied", "url", "source_type", "event_types");

    @ParameterizedTest
    @CsvSource({"policy.denied,policy.deny", "sourceType,source_type", "event_type,event_types", "URL,url", "uri,url"})
    void a_near_miss_is_recognised(String word, String meant) {
        assertThat(NearMiss.of(word, WORDS)).contains(meant);
    }

    @Test
    void a_word_that_is_like_nothing_suggests_nothing() {
        assertThat(NearMiss.of("quarterly_report", WORDS)).isEmpty();
        assertThat(NearMiss.of("", WORDS)).isEmpty();
    }

    @Test
    void a_huge_word_is_not_compared_at_all() {
        assertThat(NearMiss.of("x".repeat(1 << 20), WORDS)).isEmpty();
    }
}
