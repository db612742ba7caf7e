package io.rmix.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** One log for the process, on standard error: slf4j's and, through a bridge, that of java.util.logging (gRPC, JAX-WS, the JDK). */
final class Logging {
    private Logging() {}

    /**
     * Sets the level of everything.
     *
     * @param verbosity 0 warnings, 1 information, 2 debugging (of this project; others information), 3 and more tracing
     */
    static void configure(int verbosity) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(verbosity == 0 ? Level.WARN : Level.INFO);
            context.getLogger("io.rmix").setLevel(own(verbosity));
        }
    }

    private static Level own(int verbosity) {
        return switch (verbosity) {
            case 0 -> Level.WARN;
            case 1 -> Level.INFO;
            case 2 -> Level.DEBUG;
            default -> Level.TRACE;
        };
    }
}
