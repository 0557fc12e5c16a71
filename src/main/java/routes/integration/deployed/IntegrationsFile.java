package routes.integration.deployed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routes.integration.ConfigurationException;
import routes.integration.ManagedBy;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;

/**
 * Integrations from a YAML file: the API's field names, and secrets by reference.
 *
 * <pre>
 * integrations:
 *   - id: splunk-prod              # or a name, from which the id is made
 *     type: splunk_hec
 *     url: https://splunk.example.com:8088
 *     token: {env: SPLUNK_TOKEN}   # or {file: /run/secrets/splunk}, or "{{function:name}}", see Placeholders
 * </pre>
 */
public final class IntegrationsFile {

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final String ID = "[a-z0-9][a-z0-9_-]{0,62}";

    /** {@code GET /api/v1/integrations/siem/types} lists the types. */
    private static final String TAKEN = "types";

    private final Path file;
    private final IntegrationTypes types;
    private final SecretReferences references;

    public IntegrationsFile(Path file, IntegrationTypes types, SecretReferences references) {
        this.file = file;
        this.types = types;
        this.references = references;
    }

    /** @throws ConfigurationException naming everything that is wrong, with file, entry and field */
    List<DeployedEntry> read() {
        List<String> errors = new ArrayList<>();
        List<DeployedEntry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (JsonNode node : list()) {
            number++;
            String id = id(node);
            String where = file + ": entry " + number + (id.isEmpty() ? "" : " (" + id + ")");
            if (id.equals(TAKEN)) {
                errors.add(where + " has an id that is an address of the API. Give it another one.");
            } else if (!node.isObject() || !id.matches(ID)) {
                errors.add(where
                        + " needs an id of up to 63 lower-case letters, digits, - and _, or a name to make it from.");
            } else if (!ids.add(id)) {
                errors.add(where + " has the id of another entry. Give it one of its own.");
            } else {
                entry(id, (ObjectNode) node, where, errors).ifPresent(entries::add);
            }
        }
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
        return entries;
    }

    /** What tells the file of now from that of another moment. A mounted ConfigMap is a link, which leads elsewhere after a change. */
    Object version() {
        try {
            Path real = file.toRealPath();
            return List.of(real, Files.getLastModifiedTime(real), Files.size(real));
        } catch (IOException absent) {
            return "absent";
        }
    }

    private Optional<DeployedEntry> entry(String id, ObjectNode node, String where, List<String> errors) {
        Optional<IntegrationType> type = types.named(node.path("type").asText(""));
        if (type.isEmpty()) {
            List<String> known = types.all().stream().map(IntegrationType::name).toList();
            errors.add(where + ", field type = " + node.path("type").asText("") + ": expected one of "
                    + String.join(", ", known) + ".");
            return Optional.empty();
        }
        ObjectNode document = node.deepCopy();
        document.remove("id");
        List<String> wrong = new ArrayList<>();
        Optional<DeployedEntry> entry = new EntryReader(references, field -> where + ", field " + field)
                .read(type.get(), document, wrong)
                .map(draft -> new DeployedEntry(id, ManagedBy.FILE, draft));
        errors.addAll(wrong);
        return entry;
    }

    private static String id(JsonNode node) {
        String name = node.path("name").asText("");
        return node.path("id")
                .asText(name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9_]+", "-")
                        .replaceAll("^-|-$", ""));
    }

    private JsonNode list() {
        try {
            JsonNode root = YAML.readTree(Files.readAllBytes(file));
            List<String> others = root.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !name.equals("integrations"))
                    .toList();
            if (root.path("integrations").isArray() && others.isEmpty()) {
                return root.get("integrations");
            }
            throw new ConfigurationException(file + ": expected one key, integrations, with a list"
                    + (others.isEmpty() ? "." : "; found " + String.join(", ", others) + "."));
        } catch (JsonProcessingException malformed) {
            // The parser's message quotes the file, which may hold a secret in the wrong place.
            int line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNr();
            throw new ConfigurationException(file + ": not YAML, or a key stands twice, near line " + line + ".");
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    file + ": cannot be read. Check SIEM_INTEGRATIONS_FILE and the file's permissions.");
        }
    }
}
