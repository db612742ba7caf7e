package io.rmix.http;

import java.time.Duration;
import java.util.function.ToIntFunction;

/**
 * What a server takes.
 *
 * @param connections at one time; one more is refused
 * @param bodyBytes largest body of a request to a path
 * @param idle after which a connection without a request is closed
 * @param request within which a request must arrive whole once it has begun, and its answer be taken
 */
public record HttpBounds(int connections, ToIntFunction<String> bodyBytes, Duration idle, Duration request) {}
