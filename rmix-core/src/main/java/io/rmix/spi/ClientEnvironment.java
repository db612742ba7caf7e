package io.rmix.spi;

import io.rmix.Limits;
import io.rmix.Security;
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
 */
public record ClientEnvironment(Limits limits, Security security, Executor blocking, ScheduledExecutorService timer) {}
