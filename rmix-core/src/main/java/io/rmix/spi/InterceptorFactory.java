package io.rmix.spi;

import io.rmix.ClientInterceptor;
import io.rmix.ServerInterceptor;
import java.util.Map;

/**
 * Makes interceptors of one kind for those who name it, such as a configuration. Found by {@link java.util.ServiceLoader}, on the class path
 * and in plug-ins. Two factories of one name are an error.
 *
 * <p><b>Threads.</b> Asked by one at a time; what it makes, by any number at once.
 */
public interface InterceptorFactory extends AutoCloseable {
    /** What it is called in programs and configurations: 1 to 64 of A-Z a-z 0-9 . _ -, always the same. */
    String name();

    /**
     * Makes an interceptor for exports. By default there is none for this side.
     *
     * @param settings by key, as the program or the configuration has them; may be empty
     * @throws IllegalArgumentException if it has none for this side, or a setting is unknown, missing or wrong: the message names it and says
     *     what is expected
     */
    default ServerInterceptor server(Map<String, String> settings) {
        throw new IllegalArgumentException("it has none for servers");
    }

    /** As {@link #server}, for stubs. */
    default ClientInterceptor client(Map<String, String> settings) {
        throw new IllegalArgumentException("it has none for clients");
    }

    /**
     * Ends what its interceptors hold, threads above all: a plug-in's classes leave memory only when none of its threads lives. Called once, by
     * the engine that found it, when no call asks them any more. Does nothing by default.
     */
    @Override
    default void close() {}
}
