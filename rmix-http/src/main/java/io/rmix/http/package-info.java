/**
 * As much of HTTP/1.1 as calls over it need, over blocking sockets: start at {@link io.rmix.http.HttpListener} and at
 * {@link io.rmix.http.HttpPool}. It tells exactly whether a byte of a request may have reached a server, sends nothing twice,
 * and bounds the size and the time of all that arrives.
 */
@NullMarked
package io.rmix.http;

import org.jspecify.annotations.NullMarked;
