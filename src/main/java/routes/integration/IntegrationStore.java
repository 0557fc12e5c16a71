package routes.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.disk.AtomicFile;
import routes.disk.OwnerOnly;

/** Keeps the integrations in one file, see the package's description. Not for several threads. */
public final class IntegrationStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(IntegrationStore.class);
    private static final int FORMAT = 1;

    private final Path file;
    /** The first encrypts, all decrypt. */
    private final List<PassphraseCipher> ciphers;

    /** @param passphrases the first encrypts the file, any may have encrypted it before; none leaves it plain */
    public IntegrationStore(Path file, List<String> passphrases) {
        this.file = file;
        this.ciphers = passphrases.stream().map(PassphraseCipher::new).toList();
    }

    /**
     * Tells before anything is changed whether it can be read.
     *
     * @throws ConfigurationException where there is a file that cannot; it is left as it is
     */
    public void check() throws IOException {
        read();
    }

    /**
     * @return none where there is no file yet
     * @throws ConfigurationException where there is a file that cannot be read; it is left as it is
     */
    public List<Integration> load() throws IOException {
        Optional<Stored> stored = read();
        if (stored.isEmpty()) {
            return List.of();
        }
        List<Integration> integrations = stored.get().integrations();
        if (!ciphers.isEmpty() && !stored.get().byFirstKey()) {
            save(integrations);
        }
        restrict();
        return integrations;
    }

    /** @param byFirstKey false where the file has to be written anew: it is plain, or of a key on its way out */
    private record Stored(List<Integration> integrations, boolean byFirstKey) {}

    private Optional<Stored> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode document = parse(Files.readAllBytes(file));
        Opened opened = PassphraseCipher.isSealed(document) ? opened(document) : new Opened(document, false);
        JsonNode plain = opened.document();
        if (plain.path("format").asInt() != FORMAT) {
            throw refused("is not of format " + FORMAT
                    + ", which is the one this version reads. Start the version that wrote it, or restore a backup.");
        }
        List<Integration> integrations = new ArrayList<>();
        try {
            plain.path("integrations").forEach(one -> integrations.add(StoredIntegration.read(one)));
        } catch (RuntimeException damaged) {
            throw damaged();
        }
        return Optional.of(new Stored(integrations, opened.byFirstKey()));
    }

    /** A file that was restored from a backup or copied has the mode of whoever did so, and it holds secrets. */
    private void restrict() {
        try {
            OwnerOnly.restrict(file);
        } catch (IOException notOurs) {
            LOG.warn(
                    "{} is open to others and cannot be closed to them: make this user its owner, mode 0600",
                    file,
                    notOurs);
        }
    }

    /** Returns after the file is on disk. */
    public void save(Collection<Integration> integrations) throws IOException {
        ObjectNode document = JSON.createObjectNode().put("format", FORMAT);
        integrations.forEach(one -> document.withArray("integrations").add(StoredIntegration.write(one)));
        byte[] plain = JSON.writeValueAsBytes(document);
        if (ciphers.isEmpty()) {
            AtomicFile.replace(file, plain);
            return;
        }
        try {
            AtomicFile.replace(file, JSON.writeValueAsBytes(ciphers.get(0).encrypt(plain)));
        } catch (GeneralSecurityException unavailable) {
            throw new IOException("This Java cannot encrypt with AES-256-GCM.", unavailable);
        }
    }

    private record Opened(JsonNode document, boolean byFirstKey) {}

    private Opened opened(JsonNode document) {
        if (ciphers.isEmpty()) {
            throw refused("is encrypted. Set SIEM_INTEGRATIONS_KEY to the key it was written with.");
        }
        for (PassphraseCipher cipher : ciphers) {
            try {
                return new Opened(parse(cipher.decrypt((ObjectNode) document)), cipher == ciphers.get(0));
            } catch (GeneralSecurityException otherKey) {
                LOG.debug("the file was not encrypted with this key", otherKey);
            }
        }
        throw refused("does not open with SIEM_INTEGRATIONS_KEY: the key is another one, or the file was changed."
                + " Set the key it was written with, or restore a backup.");
    }

    private JsonNode parse(byte[] bytes) {
        try {
            JsonNode document = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            if (document.isObject()) {
                return document;
            }
        } catch (IOException notJson) {
            // The parser's message would quote the file, and the file holds secrets.
        }
        throw damaged();
    }

    private ConfigurationException damaged() {
        return refused("is damaged. Restore a backup, or move it away to start without integrations.");
    }

    private ConfigurationException refused(String why) {
        return new ConfigurationException(file + " " + why + " Nothing was changed.");
    }
}
