package routes.access.token;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.access.caller.Role;

/** Makes a token of 256 random bits, and the line for the tokens file, which holds its hash. */
public final class NewToken {

    private static final int BYTES = 32;
    private static final Set<String> OPTIONS =
            Set.of("--name", "--roles", "--expires", "--events-per-second", "--tenant");
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,11}");

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    /**
     * What was made.
     *
     * @param secret to be given to whoever it is for, and kept nowhere
     * @param line of the tokens file
     */
    public record Made(String secret, String line) {}

    public NewToken(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param options {@code --name}, {@code --roles}, and perhaps {@code --expires}, {@code --events-per-second} and {@code --tenant}, each with its value
     * @throws IllegalArgumentException with a sentence on what is missing or wrong
     */
    public Made make(List<String> options) {
        Map<String, String> values = values(options);
        String line =
                "- {name: " + name(values) + ", sha256: %s, roles: [" + roles(values) + "]" + limits(values) + "}";
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String token = "siem_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new Made(token, line.formatted(Token.hash(token)));
    }

    private static Map<String, String> values(List<String> options) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < options.size(); i += 2) {
            if (!OPTIONS.contains(options.get(i)) || i + 1 == options.size()) {
                throw new IllegalArgumentException(
                        options.get(i)
                                + ": expected --name NAME --roles ROLES [--expires 90d] [--events-per-second 1000] [--tenant TENANT]");
            }
            values.put(options.get(i), options.get(i + 1).strip());
        }
        return values;
    }

    private static String name(Map<String, String> values) {
        return Optional.ofNullable(values.get("--name"))
                .filter(TokenFields::isName)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--name: expected 1 to 64 letters, digits, dots, @, _ or -, such as agents-eu"));
    }

    private static String roles(Map<String, String> values) {
        try {
            return Role.allOf(List.of(values.getOrDefault("--roles", "").split(",", -1))).stream()
                    .map(Role::word)
                    .collect(Collectors.joining(", "));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--roles: expected some of producer,viewer,operator,admin");
        }
    }

    private String limits(Map<String, String> values) {
        String expires = values.containsKey("--expires") ? ", expires: " + expiry(values.get("--expires")) : "";
        String rate = values.get("--events-per-second");
        if (rate != null && !NUMBER.matcher(rate).matches()) {
            throw new IllegalArgumentException("--events-per-second: expected a whole number from 1");
        }
        return expires + (rate == null ? "" : ", events_per_second: " + rate) + tenant(values);
    }

    private static String tenant(Map<String, String> values) {
        String tenant = values.get("--tenant");
        if (tenant == null) {
            return "";
        }
        if (!TokenFields.isTenant(tenant)) {
            throw new IllegalArgumentException("--tenant: expected 1 to 128 visible characters");
        }
        // a text between quotes in JSON is one in YAML
        return ", tenant: \"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(tenant)) + "\"";
    }

    private Instant expiry(String text) {
        Matcher days = DAYS.matcher(text);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            Instant end =
                    days.matches() ? now.plus(Duration.ofDays(Long.parseLong(days.group(1)))) : TokenFields.time(text);
            if (end.isAfter(now)) {
                return end;
            }
        } catch (DateTimeException malformed) {
            // said below
        }
        throw new IllegalArgumentException(
                "--expires: expected days to come, such as 90d, or a date to come, such as " + "2027-06-30");
    }
}
