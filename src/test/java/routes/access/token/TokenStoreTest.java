package routes.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.record.Records;

/** What the files say while the router runs. */
final class TokenStoreTest {

    private static final String LONG = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";
    private static final String SHORT = "canary-123";

    @TempDir
    private Path folder;

    private Path secrets;

    @BeforeEach
    void one_long_token_stands_in_the_file() throws IOException {
        secrets = Files.writeString(folder.resolve("token"), LONG + "\n");
    }

    @Test
    void a_short_token_in_a_file_keeps_a_router_that_others_reach_from_starting() throws IOException {
        for (String text : new String[] {SHORT, LONG + "\n" + SHORT + "\n", "\n \n" + SHORT}) {
            Files.writeString(secrets, text);

            assertThatThrownBy(() -> store(16))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("SIEM_API_TOKEN_FILE = " + secrets, "fewer than 16 characters")
                    .message()
                    .doesNotContain(SHORT);
        }
    }

    @Test
    void a_short_token_that_comes_while_it_runs_is_not_taken_and_those_before_stay() throws IOException {
        TokenStore store = store(16);
        Files.writeString(secrets, OTHER + "\n" + SHORT);
        store.refresh();

        assertThat(opens(store, LONG)).isTrue();
        assertThat(opens(store, SHORT)).isFalse();
        assertThat(opens(store, OTHER)).isFalse();

        Files.writeString(secrets, OTHER);
        store.refresh();
        assertThat(opens(store, OTHER)).isTrue();
        assertThat(opens(store, LONG)).isFalse();
    }

    @Test
    void on_loopback_a_token_is_as_short_as_one_likes() throws IOException {
        Files.writeString(secrets, SHORT);

        assertThat(opens(store(1), SHORT)).isTrue();
    }

    private TokenStore store(int shortest) {
        TokenSource source = new TokenSource("", Optional.of(secrets.toString()), Optional.empty());
        return new TokenStore(source.withShortest(shortest), Records.log());
    }

    private static boolean opens(TokenStore store, String secret) {
        return store.current().ofSecret(secret).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufefftoken-canary", "token-\u20accanary", "token\tcanary", "canary\u00a0token"})
    void a_token_that_no_caller_can_send_is_refused_where_it_is_given(String token, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("token"), token + "\n");

        assertThatThrownBy(() -> new TokenSource(token, Optional.empty(), Optional.empty()).read())
                .hasMessageContaining("SIEM_API_TOKEN holds what no header carries")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> new TokenSource("", Optional.of(file.toString()), Optional.empty()).read())
                .hasMessageContaining("SIEM_API_TOKEN_FILE = " + file + ": token 1")
                .hasMessageNotContaining("canary");
    }
}
