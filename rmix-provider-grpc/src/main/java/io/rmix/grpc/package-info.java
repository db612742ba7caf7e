/**
 * The provider for {@code grpc://host:port/service}, on grpc-java and Netty: each contract is a gRPC service that any gRPC
 * client can call. Start at {@link io.rmix.grpc.GrpcProvider}; {@link io.rmix.grpc.GrpcAcceptor} is the server's side,
 * {@link io.rmix.grpc.GrpcConnection} the client's.
 */
@NullMarked
package io.rmix.grpc;

import org.jspecify.annotations.NullMarked;
