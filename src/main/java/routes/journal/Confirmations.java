package routes.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What several confirmations come to. */
public final class Confirmations {

    private Confirmations() {}

    /** Completes when all of them have; fails as soon as one of them does. */
    public static CompletableFuture<Void> allOf(List<CompletableFuture<?>> several) {
        CompletableFuture<Void> all = CompletableFuture.allOf(several.toArray(CompletableFuture[]::new));
        for (CompletableFuture<?> one : several) {
            CompletableFuture<?> unused = one.exceptionally(failure -> {
                all.completeExceptionally(failure);
                return null;
            });
        }
        return all;
    }
}
