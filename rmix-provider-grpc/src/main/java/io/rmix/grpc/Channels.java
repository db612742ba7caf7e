package io.rmix.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import io.rmix.Endpoint;
import io.rmix.Security;
import io.rmix.spi.ClientEnvironment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/**
 * Makes channels. A peer's machine that is gone is noticed by TCP's probes after 25 s if nothing is on its way, by HTTP/2's ping
 * after 80 s else, unless links say otherwise; pings are no more frequent because servers of other makers close connections for that.
 */
final class Channels {
    private static final int PONG_SECONDS = 20;
    private static final int PROBE_AFTER_SECONDS = 10;
    private static final int PROBE_EVERY_SECONDS = 5;
    private static final int PROBES = 3;

    private Channels() {}

    /** The channel's event loops are to be given back when it is closed. */
    static ManagedChannel open(Endpoint address, ClientEnvironment environment, ChannelOptions options) {
        NettyChannelBuilder builder =
                address.isSocketFile() ? socketFile(address) : tcp(address, environment.security());
        return builder.directExecutor()
                .disableRetry()
                .proxyDetector(target -> null)
                .keepAliveTime(options.keepAlive().toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(PONG_SECONDS, TimeUnit.SECONDS)
                .flowControlWindow(Wire.WINDOW)
                .maxInboundMessageSize(Wire.inboundBytes(environment.limits()))
                .maxInboundMetadataSize(Wire.ANSWER_METADATA)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.connectTimeout().toMillis())
                .withOption(ChannelOption.ALLOCATOR, Wire.BUFFERS)
                .withOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Wire.WATER_MARK)
                .eventLoopGroup(EventLoops.acquire())
                .build();
    }

    /** Plain, to a server of the same user. The authority says nothing, as with other libraries; the library would set an option of TCP. */
    private static NettyChannelBuilder socketFile(Endpoint address) {
        return NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(address.host()))
                .overrideAuthority("localhost")
                .withOption(ChannelOption.SO_KEEPALIVE, null)
                .channelFactory(
                        () -> {
                            NioDomainSocketChannel channel = new NioDomainSocketChannel();
                            channel.pipeline().addFirst(new SameUser());
                            return channel;
                        },
                        UnixDomainSocketAddress.class)
                .usePlaintext();
    }

    private static NettyChannelBuilder tcp(Endpoint address, Security security) {
        NettyChannelBuilder builder = named(address)
                .channelType(NioSocketChannel.class, InetSocketAddress.class)
                .withOption(ChannelOption.SO_KEEPALIVE, true)
                .withOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), PROBE_AFTER_SECONDS)
                .withOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), PROBE_EVERY_SECONDS)
                .withOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
        security.tls().ifPresentOrElse(context -> builder.sslContext(Tls.client(context)), builder::usePlaintext);
        return builder;
    }

    /** A call of its own. The library would otherwise end it with the call that this thread is serving. */
    static <Q, A> ClientCall<Q, A> newCall(Channel channel, MethodDescriptor<Q, A> method, CallOptions options) {
        Context before = Context.ROOT.attach();
        try {
            return channel.newCall(method, options);
        } finally {
            Context.ROOT.detach(before);
        }
    }

    /** Names are looked up for each attempt to connect; addresses are taken as they are. */
    private static NettyChannelBuilder named(Endpoint address) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(address.host());
        if (literal == null)
            return NettyChannelBuilder.forAddress(address.host(), address.port())
                    .disableServiceConfigLookUp();
        try {
            return NettyChannelBuilder.forAddress(
                    new InetSocketAddress(InetAddress.getByAddress(literal), address.port()));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + address, e);
        }
    }
}
