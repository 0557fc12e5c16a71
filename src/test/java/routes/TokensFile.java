package routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A tokens file as people write it, with one token a role unless a test writes others. */
final class TokensFile {

    private final Path path;

    private TokensFile(Path path) {
        this.path = path;
    }

    /** The tokens are {@link #token}. */
    static TokensFile ofEachRole(Path folder) {
        TokensFile file = new TokensFile(folder.resolve("tokens.yaml"));
        StringBuilder lines = new StringBuilder();
        for (String role : new String[] {"producer", "viewer", "operator", "admin"}) {
            lines.append(line(role, "roles: [" + role + "]"));
        }
        file.write(lines.toString());
        return file;
    }

    /** What a request of this name shows. */
    static String token(String name) {
        return "siem_" + name + "-0123456789012345678901234567890123456789";
    }

    static String line(String name, String rest) {
        return "- {name: " + name + ", sha256: " + sha256(token(name)) + ", " + rest + "}\n";
    }

    Path path() {
        return path;
    }

    void write(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
