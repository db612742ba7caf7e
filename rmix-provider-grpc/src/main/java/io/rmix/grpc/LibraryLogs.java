package io.rmix.grpc;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Quietens two loggers of grpc-java: what they say of a peer's mistakes, with stack traces, {@link Refusals} says in one line. */
final class LibraryLogs {
    /** Held, for the JDK forgets loggers that nobody holds, and their levels. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("io.grpc.netty.NettyServerStream"),
            Logger.getLogger("io.grpc.netty.NettyServerTransport.connections"));

    private LibraryLogs() {}

    static void quieten() {
        for (Logger logger : QUIET) logger.setLevel(Level.SEVERE);
    }
}
