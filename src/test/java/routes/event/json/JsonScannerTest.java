package routes.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {

    private static final Words NAMES = new Words(List.of("id", "decision", "categories"));
    private static final Limits LIMITS = new Limits(10, 500_000, 8, 100, 10, 8_000_000);
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"\"",
                "0",
                "-0",
                "1.5e+3",
                "1E-2",
                "true",
                "null",
                "{ \"a\" : [ 1 , { } ] }",
                "\"\\u00e9\\ud83d\\ude00\\\\\\/\"",
                "\"é😀\u007f\"",
                "{\"\":1}"
            })
    void what_is_json_is_read_to_its_end(String json) throws JsonException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

        JsonScanner scanner = new JsonScanner(bytes, NAMES, LIMITS, 1);

        assertThat(scanner.scan(0, bytes.length)).isEqualTo(bytes.length);
        assertThat(scanner.flaw()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "[1}",
                "{\"a\":1]",
                "01x"
            })
    void what_is_almost_json_is_malformed(String json) {
        assertMalformed(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "+1",
                ".5",
                "1.",
                "1e",
                "1e+",
                "tru",
                "nulL",
                "NaN",
                "Infinity",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"\\",
                "\"\t\"",
                "\"\u0000\"",
                "\"\n\"",
                "// c\n1",
                "\u00a01"
            })
    void a_scalar_that_is_almost_json_is_malformed(String json) {
        assertMalformed(("[" + json + "]").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytes_that_are_not_utf8_are_malformed() {
        int[][] broken = {
            {0x80},
            {0xC0, 0xAF},
            {0xC1, 0x81},
            {0xC3},
            {0xC3, 0x28},
            {0xE0, 0x80, 0x80},
            {0xE2, 0x82},
            {0xED, 0xA0, 0x80},
            {0xF0, 0x80, 0x80, 0x80},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF5, 0x80, 0x80, 0x80},
            {0xF0, 0x9F, 0x98},
            {0xFF}
        };
        for (int[] sequence : broken) {
            byte[] json = new byte[sequence.length + 2];
            json[0] = '"';
            for (int i = 0; i < sequence.length; i++) {
                json[i + 1] = (byte) sequence[i];
            }
            json[json.length - 1] = '"';
            assertMalformed(json);
        }
    }

    @Test
    void a_hundred_thousand_levels_are_one_flaw_and_no_overflow() throws JsonException {
        byte[] json = ("[".repeat(100_000) + "]".repeat(100_000) + "7").getBytes(StandardCharsets.UTF_8);

        JsonScanner scanner = new JsonScanner(json, NAMES, LIMITS, 1);

        assertThat(scanner.scan(0, json.length)).isEqualTo(200_000);
        assertThat(scanner.flaw()).isEqualTo(Flaw.TOO_DEEP);
        assertThat(scanner.pointer()).isEqualTo("/0".repeat(8));
        assertThat(scanner.tape().length()).isZero();
    }

    @Test
    void a_hundred_thousand_names_in_one_object_are_told_apart_and_the_last_twin_is_found() throws JsonException {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            json.append("\"name").append(i).append("\":0,");
        }
        String all = json.toString();

        assertThat(flawOf(all + "\"other\":0}")).isNull();
        assertThat(flawOf(all + "\"name7777\":0}")).isEqualTo(Flaw.DUPLICATE_KEY);
    }

    @Test
    void names_are_the_same_when_they_are_when_decoded() throws JsonException {
        assertThat(flawOf("{\"id\":1,\"\\u0069d\":2}")).isEqualTo(Flaw.DUPLICATE_KEY);
        assertThat(flawOf("{\"x\":1,\"\\u0078\":2}")).isEqualTo(Flaw.DUPLICATE_KEY);
        assertThat(flawOf("{\"\\ud800\":1,\"\\udfff\":2}")).isEqualTo(Flaw.DUPLICATE_KEY);
        assertThat(flawOf("{\"a\":{\"x\":1},\"b\":[{\"x\":1},{\"x\":1}],\"x\":1}"))
                .isNull();
        assertThat(flawOf("{\"a\":[{\"b\":{\"x\":1,\"y\":2,\"x\":3}}]}")).isEqualTo(Flaw.DUPLICATE_KEY);
    }

    @Test
    void a_pointer_shows_documented_names_and_indices_only() throws JsonException {
        assertThat(pointerOf("{\"categories\":[0,{\"secret\":{\"id\":12345678901}}]}"))
                .isEqualTo("/categories/1/*/id");
        assertThat(pointerOf("{\"secret\":\"" + "x".repeat(101) + "\"}")).isEqualTo("/*");
        assertThat(pointerOf("{\"" + "x".repeat(101) + "\":1}")).isEqualTo("/*");
        assertThat(pointerOf("{\"decision\":{\"secret\":1,\"secret\":1}}")).isEqualTo("/decision/*");
    }

    @Test
    void an_event_over_a_limit_is_flawed_and_the_next_one_is_read() throws JsonException {
        byte[] json = ("[\"" + "x".repeat(101) + "\",1]{\"id\":1}").getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(json, NAMES, LIMITS, 1);

        int next = scanner.scan(0, json.length);
        assertThat(scanner.flaw()).isEqualTo(Flaw.STRING_TOO_LONG);
        int end = scanner.scan(next, json.length);

        assertThat(scanner.flaw()).isNull();
        assertThat(end).isEqualTo(json.length);
        assertThat(scanner.tape().from(scanner.root())).isEqualTo(next);
    }

    @Test
    void an_event_of_too_many_bytes_is_flawed() throws JsonException {
        byte[] json = ("[" + "1,".repeat(50) + "1]").getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(json, NAMES, new Limits(1, 1_000, 8, 100, 10, 20), 1);

        scanner.scan(0, json.length);

        assertThat(scanner.flaw()).isEqualTo(Flaw.EVENT_TOO_LARGE);
    }

    @Test
    void mutated_documents_are_taken_exactly_when_jackson_takes_them() {
        String seedDocument =
                "{\"id\":\"a\\n\\u00e9b\",\"n\":[1,-2.5e3,0,true,null,{\"x\":{}}],\"s\":\"long enough text\"}";
        String alphabet = "{}[]\",:\\ \n\t0123456789.eE+-abfnrtu\u0001x";
        for (int seed = 0; seed < 30_000; seed++) {
            Random random = new Random(seed);
            StringBuilder json = new StringBuilder(seedDocument);
            for (int edit = random.nextInt(3); edit >= 0; edit--) {
                int at = random.nextInt(json.length());
                char letter = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> json.setCharAt(at, letter);
                    case 1 -> json.insert(at, letter);
                    default -> json.deleteCharAt(at);
                }
            }
            byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(isTaken(bytes)).as("seed %s: %s", seed, json).isEqualTo(isTakenByJackson(bytes));
        }
    }

    private static boolean isTaken(byte[] json) {
        try {
            JsonScanner scanner = new JsonScanner(json, NAMES, Limits.defaults(), 1);
            int end = scanner.scan(scanner.afterSpace(0, json.length), json.length);
            return scanner.flaw() == null && scanner.afterSpace(end, json.length) == json.length;
        } catch (JsonException malformed) {
            return false;
        }
    }

    private static boolean isTakenByJackson(byte[] json) {
        try (JsonParser parser = JACKSON.createParser(json)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.currentToken() != null && parser.currentToken().isScalarValue()) {
                parser.finishToken();
            }
            return parser.currentToken() != null && parser.nextToken() == null;
        } catch (IOException malformed) {
            return false;
        }
    }

    private static Flaw flawOf(String json) throws JsonException {
        return scanned(json).flaw();
    }

    private static String pointerOf(String json) throws JsonException {
        return scanned(json).pointer();
    }

    private static JsonScanner scanned(String json) throws JsonException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(bytes, NAMES, LIMITS, 42);
        scanner.scan(0, bytes.length);
        return scanner;
    }

    private static void assertMalformed(byte[] json) {
        JsonScanner scanner = new JsonScanner(json, NAMES, LIMITS, 1);
        assertThatThrownBy(() -> {
                    if (scanner.scan(0, json.length) < json.length) {
                        throw new JsonException(0, "the end");
                    }
                })
                .isInstanceOf(JsonException.class);
    }
}
