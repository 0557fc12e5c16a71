package routes.access.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import routes.access.caller.Role;

/** The fields of one entry of the tokens file. Each complains by its name. */
final class TokenFields {

    /** All there are, as people are told of them. */
    static final List<String> NAMES =
            List.of("name", "sha256", "certificate_subject", "roles", "expires", "events_per_second", "tenant");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    /** What a tenant_id can be that is read the same everywhere: no control, format or unpaired character. */
    private static final Pattern TENANT = Pattern.compile("[^\\p{C}\\uFFFD]{1,128}");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final JsonNode entry;

    TokenFields(JsonNode entry) {
        this.entry = entry;
        if (!entry.isObject()) {
            throw new IllegalArgumentException("expected fields, such as name, sha256 and roles");
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    String name() {
        String name = entry.path("name").asText();
        if (!isName(name) || name.equals(TokenSource.API_TOKEN)) {
            throw new IllegalArgumentException(
                    "name: expected 1 to 64 letters, digits, dots, @, _ or -, and not " + TokenSource.API_TOKEN);
        }
        return name;
    }

    Optional<String> sha256() {
        Optional<String> hash = text("sha256").map(text -> text.toLowerCase(Locale.ROOT));
        if (hash.filter(text -> !SHA256.matcher(text).matches()).isPresent()) {
            throw new IllegalArgumentException("sha256: expected the 64 hexadecimal digits that 'token new' prints");
        }
        return hash;
    }

    Optional<X500Principal> subject() {
        try {
            return text("certificate_subject").map(CertificateSubject::read);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "certificate_subject: expected a name such as CN=proxy,O=Example, as openssl x509 -subject -nameopt RFC2253 prints it");
        }
    }

    Set<Role> roles() {
        Collection<String> words = new ArrayList<>();
        entry.path("roles").forEach(word -> words.add(word.asText()));
        if (entry.path("roles").isTextual()) {
            words.addAll(List.of(entry.path("roles").asText().split(",", -1)));
        }
        try {
            return Role.allOf(words);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("roles: expected some of producer, viewer, operator and admin");
        }
    }

    Optional<Instant> expires() {
        try {
            return text("expires").map(TokenFields::time);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("expires: expected a date, 2027-06-30, or a time, 2027-06-30T12:00:00Z");
        }
    }

    /** A date is good until it is over, everywhere in UTC. */
    static Instant time(String text) {
        return DATE.matcher(text).matches()
                ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }

    OptionalLong eventsPerSecond() {
        JsonNode number = entry.path("events_per_second");
        if (number.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!number.canConvertToLong() || !number.isIntegralNumber() || number.asLong() < 1) {
            throw new IllegalArgumentException("events_per_second: expected a whole number from 1");
        }
        return OptionalLong.of(number.asLong());
    }

    /** YAML would read an unquoted 007 as 7, and a token is bound to what is written or to nothing. */
    Optional<String> tenant() {
        JsonNode tenant = entry.path("tenant");
        if (tenant.isMissingNode()) {
            return Optional.empty();
        }
        if (!tenant.isTextual() || !isTenant(tenant.asText())) {
            throw new IllegalArgumentException(
                    "tenant: expected a text of 1 to 128 visible characters; put a number between quotes");
        }
        return Optional.of(tenant.asText());
    }

    static boolean isTenant(String text) {
        return TENANT.matcher(text).matches() && text.strip().equals(text);
    }

    private Optional<String> text(String field) {
        return entry.has(field) ? Optional.of(entry.get(field).asText().strip()) : Optional.empty();
    }
}
