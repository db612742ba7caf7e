/** A provider of one's own, for {@code example+tcp://host:port/service}: start at {@link io.rmix.examples.tcp.TcpProvider}. */
@NullMarked
package io.rmix.examples.tcp;

import org.jspecify.annotations.NullMarked;
