package routes.access.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the tokens are: in {@code SIEM_API_TOKEN}, in the file that {@code SIEM_API_TOKEN_FILE} names, and in the one that
 * {@code SIEM_TOKENS_FILE} names. The first two hold secrets that mean all roles: one, and in the file one a line, two of them while one
 * takes the place of the other.
 */
public final class TokenSource {

    /** How the tokens of the first two sources are called; no entry of the tokens file may be called so. */
    static final String API_TOKEN = "SIEM_API_TOKEN";

    /** What the header of a caller can carry (RFC 9110 section 5.5). */
    private static final Pattern SENDABLE = Pattern.compile("[!-~](?:[ -~]*[!-~])?");

    private static final String UNSENDABLE =
            "holds what no header carries: expected visible ASCII with spaces inside. Look for a byte order mark, which"
                    + " some editors put before a text, and for invisible characters that came along when it was copied";

    private final Optional<String> secret;
    private final Optional<Path> secretsFile;
    private final Optional<Path> tokensFile;
    private final int shortest;

    /** @param secret empty where there is none */
    public TokenSource(String secret, Optional<String> secretsFile, Optional<String> tokensFile) {
        this(
                Optional.of(secret).filter(text -> !text.isEmpty()),
                secretsFile.map(Path::of),
                tokensFile.map(Path::of),
                1);
    }

    private TokenSource(Optional<String> secret, Optional<Path> secretsFile, Optional<Path> tokensFile, int shortest) {
        this.secret = secret;
        this.secretsFile = secretsFile;
        this.tokensFile = tokensFile;
        this.shortest = shortest;
    }

    /**
     * The same places, where a shorter secret is a mistake. Of a hash in the tokens file nobody can tell how long its secret is.
     *
     * @param characters from 1
     */
    public TokenSource withShortest(int characters) {
        return new TokenSource(secret, secretsFile, tokensFile, characters);
    }

    /** Without any of the three, whoever reaches the router may do everything. */
    public boolean isConfigured() {
        return secret.isPresent() || secretsFile.isPresent() || tokensFile.isPresent();
    }

    /** The file that has the tokens of this name, if a file has them. */
    Optional<Path> fileOf(String name) {
        return name.equals(API_TOKEN) ? secretsFile : tokensFile;
    }

    /** @throws IllegalArgumentException with a sentence that names the setting, the file and what is wrong */
    Tokens read() {
        List<Token> tokens = new ArrayList<>();
        secret.ifPresent(text -> {
            if (!SENDABLE.matcher(text).matches()) {
                throw new IllegalArgumentException(API_TOKEN + " " + UNSENDABLE + ". See docs/access.md.");
            }
            tokens.add(Token.ofAllRoles(API_TOKEN, text));
        });
        secretsFile.ifPresent(path -> secrets(path).forEach(text -> tokens.add(Token.ofAllRoles(API_TOKEN, text))));
        tokensFile.ifPresent(path -> tokens.addAll(listed(path)));
        return Tokens.of(tokens);
    }

    private List<String> secrets(Path path) {
        List<String> lines = lines(bytes("SIEM_API_TOKEN_FILE", path));
        if (lines.isEmpty()) {
            throw wrong("SIEM_API_TOKEN_FILE", path, "it holds no token");
        }
        for (String line : lines) {
            if (!SENDABLE.matcher(line).matches()) {
                throw wrong("SIEM_API_TOKEN_FILE", path, "token " + (lines.indexOf(line) + 1) + " in it " + UNSENDABLE);
            }
            if (line.length() < shortest) {
                throw wrong(
                        "SIEM_API_TOKEN_FILE",
                        path,
                        "token " + (lines.indexOf(line) + 1) + " in it has fewer than " + shortest
                                + " characters and can be guessed, and other machines can connect; 'openssl rand -hex 32' makes a longer one");
            }
        }
        return lines;
    }

    private static List<Token> listed(Path path) {
        byte[] text = bytes("SIEM_TOKENS_FILE", path);
        try {
            return TokensFile.read(text);
        } catch (IllegalArgumentException malformed) {
            throw wrong("SIEM_TOKENS_FILE", path, malformed.getMessage());
        }
    }

    private static byte[] bytes(String setting, Path path) {
        try {
            return SecretFile.read(path);
        } catch (IOException unreadable) {
            throw wrong(setting, path, unreadable.getMessage());
        }
    }

    private static IllegalArgumentException wrong(String setting, Path path, String what) {
        return new IllegalArgumentException(setting + " = " + path + ": " + what + ". See docs/access.md.");
    }

    private static List<String> lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
