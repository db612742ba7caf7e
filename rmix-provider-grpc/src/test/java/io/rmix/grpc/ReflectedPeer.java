package io.rmix.grpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server on plain grpc-java with services that have never heard of RMIX. */
final class ReflectedPeer implements AutoCloseable {
    private final Server server;

    private ReflectedPeer(Server server) {
        this.server = server;
    }

    static ReflectedPeer start(List<ServerInterceptor> interceptors, BindableService first, BindableService... others)
            throws IOException {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        builder.addService(ServerInterceptors.intercept(first, interceptors));
        for (BindableService other : others) builder.addService(ServerInterceptors.intercept(other, interceptors));
        return new ReflectedPeer(builder.build().start());
    }

    String endpoint() {
        return "grpc://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow();
        server.awaitTermination(10, TimeUnit.SECONDS);
    }
}
