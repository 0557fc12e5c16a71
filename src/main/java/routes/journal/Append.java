package routes.journal;

import java.util.function.Consumer;
import routes.event.Lines;

/** Lines on their way to disk, and who wants to know: null when they are durable, else why they are not. */
record Append(Lines lines, Consumer<? super Throwable> done) {}
