package routes.journal.segment;

import java.util.function.Consumer;
import routes.event.Lines;

/** Lines on their way to disk, and who wants to know: null when they are durable, else why they are not. */
public record Append(Lines lines, Consumer<? super Throwable> done) {}
