package routes.access.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.access.act.Act;
import routes.access.act.ActLog;
import routes.access.caller.Caller;

/** The tokens that are good now. They are read again every second; what cannot be read leaves those before in force. */
public final class TokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(TokenStore.class);

    private final TokenSource source;
    private final ActLog acts;
    private volatile Tokens current = Tokens.NONE;
    /** What was wrong the last time, so that it is said once; guarded by this. */
    private Optional<String> trouble = Optional.empty();

    /** @throws IllegalArgumentException where the tokens cannot be read: nobody wants to find that out later */
    public TokenStore(TokenSource source, ActLog acts) {
        this.source = source;
        this.acts = acts;
        this.current = source.read();
    }

    public Tokens current() {
        return current;
    }

    public boolean isConfigured() {
        return source.isConfigured();
    }

    /** To be called again and again: what a removed token still opens depends on how often. */
    public synchronized void refresh() {
        try {
            Tokens read = source.read();
            trouble = Optional.empty();
            if (!read.equals(current)) {
                Tokens before = current;
                current = read;
                record(before, read);
            }
        } catch (IllegalArgumentException wrong) {
            if (!trouble.equals(Optional.of(wrong.getMessage()))) {
                LOG.warn("{} The tokens read before stay in force.", wrong.getMessage());
            }
            trouble = Optional.of(wrong.getMessage());
        }
    }

    /** One record for each file that has changed. */
    private void record(Tokens before, Tokens after) {
        Map<String, Set<Token>> old = byName(before);
        Map<String, Set<Token>> now = byName(after);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> old.getOrDefault(name, Set.of()).equals(now.getOrDefault(name, Set.of())));
        names.stream()
                .collect(Collectors.groupingBy(
                        name -> source.fileOf(name).map(Caller::file).orElseGet(Caller::router)))
                .forEach((file, changed) -> acts.put(Act.by(file, "tokens_changed")
                        .with("added", only(changed, name -> !old.containsKey(name)))
                        .with("removed", only(changed, name -> !now.containsKey(name)))
                        .with("changed", only(changed, name -> old.containsKey(name) && now.containsKey(name)))));
    }

    private static List<String> only(List<String> names, Predicate<String> which) {
        return names.stream().filter(which).toList();
    }

    private static Map<String, Set<Token>> byName(Tokens tokens) {
        return Stream.concat(tokens.byHash().values().stream(), tokens.bySubject().values().stream())
                .collect(Collectors.groupingBy(
                        Token::name, Collectors.mapping(Function.identity(), Collectors.toSet())));
    }
}
