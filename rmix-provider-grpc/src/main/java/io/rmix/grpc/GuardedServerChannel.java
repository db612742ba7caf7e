package io.rmix.grpc;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;

/** Accepts connections, from {@link #open} on, and puts a {@link ConnectionGuard} in front of each. */
final class GuardedServerChannel extends NioServerSocketChannel {
    private final Refusals refusals;
    private final boolean tls;

    GuardedServerChannel(Refusals refusals, boolean tls) {
        this.refusals = refusals;
        this.tls = tls;
        config().setAutoRead(false);
    }

    void open() {
        config().setAutoRead(true);
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        int count = super.doReadMessages(accepted);
        for (int i = accepted.size() - Math.max(0, count); i < accepted.size(); i++)
            if (accepted.get(i) instanceof Channel channel)
                channel.pipeline().addFirst(new ConnectionGuard(refusals, tls));
        return count;
    }
}
