package io.rmix.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.rmix.Endpoint;

/** Puts a {@link ConnectionGuard} in front of each connection that a listening channel accepts; strangers at a socket's file it turns away. */
final class ServerGate extends ChannelInboundHandlerAdapter {
    private final Refusals refusals;
    private final boolean tls;

    private ServerGate(Refusals refusals, boolean tls) {
        this.refusals = refusals;
        this.tls = tls;
    }

    /** A channel for such an address, with its gate. It accepts nothing until it is opened. */
    static ServerChannel channel(Endpoint address, Refusals refusals, boolean tls) {
        ServerChannel channel =
                address.isSocketFile() ? new NioServerDomainSocketChannel() : new NioServerSocketChannel();
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(new ServerGate(refusals, tls));
        return channel;
    }

    static void open(ServerChannel channel) {
        channel.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        if (accepted instanceof Channel connection) {
            String stranger = SameUser.stranger(connection);
            if (stranger != null) {
                refusals.log(Refusals.peer(connection.remoteAddress()), stranger);
                connection.unsafe().closeForcibly();
                return;
            }
            connection.pipeline().addFirst(new ConnectionGuard(refusals, tls));
        }
        context.fireChannelRead(accepted);
    }
}
