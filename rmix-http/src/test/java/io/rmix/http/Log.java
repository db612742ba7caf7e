package io.rmix.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The lines that the provider logs at WARN while this is open. */
public final class Log implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.rmix");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    public Log() {
        lines.start();
        logger.addAppender(lines);
    }

    public List<String> warnings() {
        synchronized (lines.list) {
            return List.copyOf(lines.list).stream()
                    .filter(line -> line.getLevel() == Level.WARN)
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
    }
}
