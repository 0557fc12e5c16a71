package routes.access.token;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the tokens file, a YAML list:
 *
 * <pre>
 * - {name: agents, sha256: 64 hexadecimal digits, roles: [producer], expires: 2027-06-30, events_per_second: 2000, tenant: acme}
 * - {name: proxy, certificate_subject: "CN=proxy,O=Example", roles: [producer]}
 * </pre>
 *
 * What is wrong is said with the entry's place and the field's name. No value of {@code sha256} is: it might be the secret itself,
 * written into the wrong field.
 */
public final class TokensFile {

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private TokensFile() {}

    /** @throws IllegalArgumentException with a sentence on the first thing that is wrong */
    static List<Token> read(byte[] text) {
        List<Token> tokens = new ArrayList<>();
        Set<Object> taken = new HashSet<>();
        for (JsonNode entry : list(text)) {
            Token token = read(entry, tokens.size() + 1);
            requireNew(taken, "name", token.name(), tokens.size() + 1);
            token.sha256().ifPresent(hash -> requireNew(taken, "sha256", hash, tokens.size() + 1));
            token.subject()
                    .map(CertificateSubject::exact)
                    .ifPresent(subject -> requireNew(taken, "certificate_subject", subject, tokens.size() + 1));
            tokens.add(token);
        }
        return List.copyOf(tokens);
    }

    private static JsonNode list(byte[] text) {
        try {
            JsonNode read = YAML.readTree(text);
            boolean isEmpty = read == null || read.isMissingNode() || read.isNull();
            if (isEmpty) {
                throw new IllegalArgumentException(
                        "it holds no entry: expected lines that begin with '- name:', or [] where no token is meant");
            }
            if (!read.isArray()) {
                throw new IllegalArgumentException("it is not a list: expected lines that begin with '- name:'");
            }
            requireKnownFields(text);
            return read;
        } catch (JsonProcessingException malformed) {
            // the parser's message quotes the line
            int line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNr();
            throw new IllegalArgumentException("line " + line + " is not YAML, or has a name twice");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("it is not text in UTF-8");
        }
    }

    private static void requireKnownFields(byte[] text) throws IOException {
        try (JsonParser parser = YAML.createParser(text)) {
            new FieldLines(TokenFields.NAMES).check(parser);
        }
    }

    private static Token read(JsonNode entry, int place) {
        try {
            TokenFields fields = new TokenFields(entry);
            Token token = new Token(
                    fields.name(),
                    fields.sha256(),
                    fields.subject(),
                    fields.roles(),
                    fields.expires(),
                    fields.eventsPerSecond(),
                    fields.tenant());
            if (token.sha256().isEmpty() && token.subject().isEmpty()) {
                throw new IllegalArgumentException("expected sha256 or certificate_subject");
            }
            return token;
        } catch (IllegalArgumentException wrong) {
            String name = Optional.of(entry.path("name").asText())
                    .filter(TokenFields::isName)
                    .map(known -> " (" + known + ")")
                    .orElse("");
            throw new IllegalArgumentException("entry " + place + name + ": " + wrong.getMessage());
        }
    }

    private static void requireNew(Set<Object> taken, String field, Object value, int place) {
        if (!taken.add(List.of(field, value))) {
            throw new IllegalArgumentException("entry " + place + ": its " + field + " stands in an entry before it");
        }
    }
}
