package routes.format;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The last batch's buffers, kept for the next one. Of several threads at once one gets them, the others get new ones. */
final class Spare<T> {

    private final AtomicReference<T> kept = new AtomicReference<>();
    private final Supplier<T> maker;

    Spare(Supplier<T> maker) {
        this.maker = maker;
    }

    /** With what the last batch left in them. */
    T take() {
        T last = kept.getAndSet(null);
        return last == null ? maker.get() : last;
    }

    void keep(T buffers) {
        kept.set(buffers);
    }

    void drop() {
        kept.set(null);
    }
}
