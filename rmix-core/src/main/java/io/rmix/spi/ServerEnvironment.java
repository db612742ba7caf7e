package io.rmix.spi;

import io.rmix.Limits;
import io.rmix.Security;

/**
 * What an acceptor works with.
 *
 * @param dispatcher runs calls and lanes
 * @param limits to enforce on what arrives, before it is decoded
 * @param security TLS, if asked for; a provider that cannot refuses to listen
 */
public record ServerEnvironment(Dispatcher dispatcher, Limits limits, Security security) {}
