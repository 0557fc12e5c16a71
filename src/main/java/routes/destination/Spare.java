package routes.destination;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The last batch's buffers, kept for the next one. Of several threads at once one gets them, the others get new ones. */
public final class Spare<T> {

    private final AtomicReference<T> kept = new AtomicReference<>();
    private final Supplier<T> maker;

    public Spare(Supplier<T> maker) {
        this.maker = maker;
    }

    /** With what the last batch left in them. */
    public T take() {
        T last = kept.getAndSet(null);
        return last == null ? maker.get() : last;
    }

    public void keep(T buffers) {
        kept.set(buffers);
    }

    public void drop() {
        kept.set(null);
    }
}
