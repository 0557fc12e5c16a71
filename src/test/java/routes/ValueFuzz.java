package routes;

import java.util.List;
import java.util.Random;

/** Texts that somebody could hope to be evaluated, in one place of Camel or another; all of them name what must not happen. */
final class ValueFuzz {

    /** What is behind every reference that a text of the fuzz makes; must come out nowhere. */
    static final String RESOLVED = "resolved-7731";

    /** The environment of the router. */
    static final String VARIABLE = "VALUES_CANARY";

    private final Random random;
    private final List<String> parts;

    /** @param file that must be there with its content afterwards; its sibling {@code made} must not */
    ValueFuzz(long seed, String file) {
        random = new Random(seed);
        String made = file + "-made";
        parts = List.of(
                "#property:siem.api.token",
                "#property:" + VARIABLE,
                "#class:java.io.FileOutputStream('" + file + "')",
                "#class:java.io.FileOutputStream(\"" + made + "\")",
                "#class:java.io.File#createTempFile('values','made')",
                "#bean:kelvin",
                "#bean:{{env:" + VARIABLE + "}}",
                "#type:org.apache.camel.CamelContext",
                "#autowired",
                "#valueAs(java.lang.Integer):5",
                "{{env:" + VARIABLE + "}}",
                "{{?env:" + VARIABLE + "}}",
                "{{siem.api.token}}",
                "{{sys:user.home}}",
                "{{bean:addressPolicy.class}}",
                "{{",
                "}}",
                "${env:" + VARIABLE + "}",
                "${env." + VARIABLE + "}",
                "${sys.user.home}",
                "${camelContext.stop}",
                "$simple{env:" + VARIABLE + "}",
                "RAW(",
                "RAW({{env:" + VARIABLE + "}})",
                "value:sink-one/token",
                "?",
                "&",
                "?httpClientConfigurer=#class:java.lang.Object&bridgeEndpoint=true",
                "%7B%7Benv:" + VARIABLE + "%7D%7D",
                "#",
                "%",
                "'",
                "\"",
                "\\",
                ")",
                ",",
                "=",
                "\r\nX-Injected: yes",
                "\nX-Injected: yes\n\n",
                "\u0000",
                "\u0085",
                "\u00e4\u20ac\ud83d\ude00",
                " ",
                "plain",
                "../../",
                "file:" + made,
                "jndi:ldap://127.0.0.1:1/a",
                "${jndi:ldap://127.0.0.1:1/a}");
    }

    String next() {
        if (random.nextInt(3) == 0) {
            return one();
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(one());
        }
        return text.toString();
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String one() {
        return oneOf(parts);
    }
}
