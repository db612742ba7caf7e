/**
 * As much of HTTP/1.1 as SOAP needs, over blocking sockets: start at {@link io.rmix.soap.http.HttpListener} and at
 * {@link io.rmix.soap.http.HttpPool}. It tells exactly whether a byte of a request may have reached a server, sends nothing twice,
 * and bounds the size and the time of all that arrives.
 */
@NullMarked
package io.rmix.soap.http;

import org.jspecify.annotations.NullMarked;
