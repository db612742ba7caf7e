package io.rmix.grpc;

import io.grpc.Server;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.spi.Acceptor;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.ExportedService;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A gRPC server. Its services are those of the objects, {@code rmix.v1.Lane}, and server reflection. */
final class GrpcAcceptor implements Acceptor {
    private static final int CALLS_BESIDE_SERVANTS = 1024;
    private static final int RESETS = 5000;

    private final Dispatcher dispatcher;
    private final Refusals refusals = new Refusals(this::address);
    private final Services services;
    private final Set<LaneSession> lanes = ConcurrentHashMap.newKeySet();
    private final List<ServerChannel> channels = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Server server;
    private final @Nullable SocketFile file;
    private volatile Endpoint address;

    private GrpcAcceptor(Endpoint asked, ServerEnvironment environment, EventLoopGroup loops) throws IOException {
        this.dispatcher = environment.dispatcher();
        this.address = asked;
        this.services = new Services(this::address, environment.limits(), this::handler);
        this.file = asked.isSocketFile() ? SocketFile.of(asked) : null;
        this.server = configure(asked, environment, loops).build();
    }

    /** Binds. */
    static GrpcAcceptor listen(Endpoint asked, ServerEnvironment environment) throws IOException {
        EventLoopGroup loops = EventLoops.acquire();
        try {
            GrpcAcceptor acceptor = new GrpcAcceptor(asked, environment, loops);
            acceptor.bind();
            return acceptor;
        } catch (IOException | RuntimeException e) {
            EventLoops.release();
            throw new IOException("cannot bind " + asked + ": " + reason(e), e);
        }
    }

    private void bind() throws IOException {
        server.start();
        if (file == null) {
            address = address.withPort(server.getPort());
            return;
        }
        try {
            file.publish();
        } catch (IOException | RuntimeException e) {
            server.shutdownNow();
            if (!awaitEnd(TimeUnit.SECONDS.toNanos(5))) Thread.currentThread().interrupt();
            throw e;
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private NettyServerBuilder configure(Endpoint asked, ServerEnvironment environment, EventLoopGroup loops)
            throws IOException {
        Limits limits = environment.limits();
        Optional<SSLContext> tls = file == null ? environment.security().tls() : Optional.empty();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        file == null
                                ? new InetSocketAddress(InetAddress.getByName(asked.host()), asked.port())
                                : file.temporary())
                .channelFactory(() -> {
                    ServerChannel channel = ServerGate.channel(asked, refusals, tls.isPresent());
                    channels.add(channel);
                    return channel;
                })
                .bossEventLoopGroup(loops)
                .workerEventLoopGroup(loops)
                .directExecutor()
                .flowControlWindow(Wire.WINDOW)
                .withChildOption(ChannelOption.ALLOCATOR, Wire.BUFFERS)
                .withChildOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Wire.WATER_MARK)
                .withChildOption(ChannelOption.RECVBUF_ALLOCATOR, Wire.receiveBuffers())
                .maxInboundMessageSize(Wire.inboundBytes(limits))
                .maxInboundMetadataSize(Wire.REQUEST_METADATA)
                .maxConcurrentCallsPerConnection(
                        limits.servantThreads() + limits.servantQueue() + CALLS_BESIDE_SERVANTS)
                .maxRstFramesPerWindow(RESETS, 1)
                .handshakeTimeout(ConnectionGuard.PATIENCE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addStreamTracerFactory(refusals)
                .addService(laneService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .addService(oldReflection())
                .fallbackHandlerRegistry(services);
        tls.ifPresent(context -> builder.sslContext(Tls.server(context)));
        if (file != null) builder.withChildOption(ChannelOption.SO_KEEPALIVE, null);
        return builder;
    }

    /** Most tools still ask for it. */
    @SuppressWarnings("deprecation")
    private static io.grpc.BindableService oldReflection() {
        return io.grpc.protobuf.services.ProtoReflectionService.newInstance();
    }

    private ServerServiceDefinition laneService() {
        return ServerServiceDefinition.builder(ServiceDescriptor.newBuilder(LaneMessages.SERVICE_NAME)
                        .setSchemaDescriptor(LaneMessages.schema())
                        .addMethod(LaneMessages.SERVER)
                        .build())
                .addMethod(LaneMessages.SERVER, (call, headers) -> {
                    LaneSession session = new LaneSession(
                            call, refusals, (peer, sink) -> dispatcher.openLane(this, peer, sink), lanes::remove);
                    lanes.add(session);
                    session.open();
                    if (closing.get()) session.retire();
                    return session;
                })
                .build();
    }

    private ServerCallHandler<Incoming, Outgoing> handler(String contract, String method) {
        return new UnaryHandler(contract, method, services, dispatcher, refusals);
    }

    @Override
    public Endpoint address() {
        return address;
    }

    @Override
    public void export(ExportedService service) {
        services.add(service);
    }

    @Override
    public void open() {
        channels.forEach(ServerGate::open);
    }

    @Override
    public void unexport(ExportedService service) {
        services.remove(service);
    }

    @Override
    public void close(Duration drain) {
        if (closing.getAndSet(true)) return;
        if (file != null) file.remove();
        server.shutdown();
        lanes.forEach(LaneSession::retire);
        boolean interrupted = false;
        try {
            interrupted = !awaitEnd(drain.toNanos());
            server.shutdownNow();
            interrupted |= !awaitEnd(TimeUnit.SECONDS.toNanos(5));
        } finally {
            EventLoops.release();
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** Returns false if it was interrupted. */
    private boolean awaitEnd(long nanos) {
        try {
            server.awaitTermination(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
