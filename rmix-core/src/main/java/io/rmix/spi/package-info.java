/**
 * What a protocol provider implements: start at {@link io.rmix.spi.Provider}; {@link io.rmix.spi.InterceptorFactory} gives interceptors names.
 * A provider maps a contract to its protocol's own wire; threads for servants, lanes, outcomes of retries and the life of stubs belong to the
 * engine, which it meets as {@link io.rmix.spi.Dispatcher} on the server side and as its caller on the client side.
 */
@NullMarked
package io.rmix.spi;

import org.jspecify.annotations.NullMarked;
