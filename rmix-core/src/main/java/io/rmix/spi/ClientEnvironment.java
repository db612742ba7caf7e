package io.rmix.spi;

import io.rmix.Limits;
import io.rmix.Security;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a connection works with.
 *
 * @param limits to enforce on requests before they are sent and on answers before they are decoded
 * @param security TLS, if asked for; a provider that cannot refuses to connect
 * @param blocking threads for calls of protocols whose library blocks: grows with need, bounded, refuses by
 *     {@link java.util.concurrent.RejectedExecutionException}
 * @param timer for deadlines; tasks must be short and must not block
 * @param options what links say of this connection, by name; {@link ConnectionOption#in} gives the values
 */
public record ClientEnvironment(
        Limits limits,
        Security security,
        Executor blocking,
        ScheduledExecutorService timer,
        Map<String, String> options) {
    public ClientEnvironment {
        options = Map.copyOf(options);
    }

    /** With other options. */
    public ClientEnvironment withOptions(Map<String, String> values) {
        return new ClientEnvironment(limits, security, blocking, timer, values);
    }
}
