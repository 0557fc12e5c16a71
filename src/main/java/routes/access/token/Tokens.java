package routes.access.token;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The tokens of one moment. A secret is looked up by its SHA-256: how long that takes tells something of the hash of a guess, which
 * nobody can steer, and nothing of a secret.
 */
public record Tokens(Map<String, Token> byHash, Map<String, Token> bySubject) {

    static final Tokens NONE = of(List.of());

    static Tokens of(Collection<Token> tokens) {
        Map<String, Token> byHash = new HashMap<>();
        Map<String, Token> bySubject = new HashMap<>();
        tokens.forEach(token -> {
            token.sha256().ifPresent(hash -> byHash.put(hash, token));
            token.subject().ifPresent(subject -> bySubject.put(CertificateSubject.exact(subject), token));
        });
        return new Tokens(Map.copyOf(byHash), Map.copyOf(bySubject));
    }

    public Optional<Token> ofSecret(String secret) {
        return Optional.ofNullable(byHash.get(Token.hash(secret)));
    }

    public Optional<Token> ofSubject(X500Principal subject) {
        return Optional.ofNullable(bySubject.get(CertificateSubject.exact(subject)));
    }
}
