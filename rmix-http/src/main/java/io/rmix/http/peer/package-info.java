/**
 * What providers over HTTP share: start at {@link io.rmix.http.peer.HttpConnection} and at {@link io.rmix.http.peer.HttpAcceptor}, to
 * which a protocol gives its {@link io.rmix.http.peer.ClientProtocol} and {@link io.rmix.http.peer.ServerProtocol}. Lanes and
 * cancellation between RMIX peers are here, at paths of their own beside the protocol's.
 */
@NullMarked
package io.rmix.http.peer;

import org.jspecify.annotations.NullMarked;
