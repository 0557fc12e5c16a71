package routes.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/metrics",
                "/metrics/",
                "/api/v1/events",
                "/a/b.c",
                "/a/..b",
                "/a/...",
                "/a-b_c~d",
                "/a/%C3%A9",
                "/a%20b",
                "/a/@:b"
            })
    void one_spelling_is_kept(String path) {
        assertThat(CanonicalPath.isKept(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "metrics",
                "//metrics",
                "/api//v1",
                "/./metrics",
                "/health/../metrics",
                "/metrics/..",
                "/metrics/.",
                "/%6detrics",
                "/%6Detrics",
                "/%2e/metrics",
                "/%2E%2e/metrics",
                "/health%2Flive",
                "/health%2flive",
                "/health%5clive",
                "/health\\live",
                "/metrics;x=y",
                "/metrics%3bx",
                "/%25%36%64etrics",
                "/metrics%00",
                "/metrics%0d%0a",
                "/metrics%",
                "/metrics%2",
                "/metrics%zz",
                "/metrics ",
                "/met\trics",
                "/metrics%7e"
            })
    void the_others_are_refused(String path) {
        assertThat(CanonicalPath.isKept(path)).isFalse();
    }
}
