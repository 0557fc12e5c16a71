package routes.deliver;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.AbstractLifeCycle;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.ErrorHandler;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.config.Configurator;

/** Every line that is logged at DEBUG or above, with its stack trace, from {@link #capture} until it is closed. */
public final class LogLines implements AutoCloseable {

    /** Libraries that are heard from WARN on otherwise; what is below them and keeps secrets keeps its level. */
    private static final List<String> LIBRARIES = List.of("org.apache", "io.netty", "io.vertx", "com.fasterxml");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final Level before = root.getLevel();
    private final Lines appender = new Lines();

    private LogLines() {}

    public static LogLines capture() {
        LogLines captured = new LogLines();
        captured.appender.start();
        captured.root.addAppender(captured.appender);
        Configurator.setRootLevel(Level.DEBUG);
        LIBRARIES.forEach(library -> Configurator.setLevel(library, Level.DEBUG));
        return captured;
    }

    public List<String> all() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.removeAppender(appender);
        Configurator.setRootLevel(before);
        LIBRARIES.forEach(library -> Configurator.setLevel(library, Level.WARN));
    }

    /** Not an AbstractAppender: its package cannot be compiled against without OSGi's annotations. */
    private final class Lines extends AbstractLifeCycle implements Appender {

        private ErrorHandler errors;

        @Override
        public void append(LogEvent event) {
            StringBuilder line = new StringBuilder(event.getMessage().getFormattedMessage());
            for (Throwable cause = event.getThrown(); cause != null; cause = cause.getCause()) {
                line.append('\n').append(cause);
            }
            lines.add(line.toString());
        }

        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public Layout<? extends Serializable> getLayout() {
            return null;
        }

        @Override
        public boolean ignoreExceptions() {
            return false;
        }

        @Override
        public ErrorHandler getHandler() {
            return errors;
        }

        @Override
        public void setHandler(ErrorHandler handler) {
            errors = handler;
        }
    }
}
