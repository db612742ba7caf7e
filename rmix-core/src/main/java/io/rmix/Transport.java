package io.rmix;

/**
 * What carries a call.
 *
 * @param provider name of the provider, such as {@code grpc}
 * @param encrypted whether the connection is protected by TLS
 */
public record Transport(String provider, boolean encrypted) {}
