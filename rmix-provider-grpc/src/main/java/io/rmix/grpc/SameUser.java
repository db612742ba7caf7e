package io.rmix.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Who may be at the other end of a Unix domain socket: a process of this process's user, or of root. The system says who it is. In a
 * client's pipeline it breaks a connection to anybody else before a byte is sent.
 */
final class SameUser extends ChannelInboundHandlerAdapter {
    /** Looked up once: who may be there. */
    private static final class Known {
        static final Set<UserPrincipal> USERS = users();

        private static Set<UserPrincipal> users() {
            try {
                Path probe = Files.createTempFile("rmix", ".user");
                UserPrincipal own = Files.getOwner(probe);
                Files.delete(probe);
                UserPrincipal root =
                        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("0");
                return own.equals(root) ? Set.of(own) : Set.of(own, root);
            } catch (IOException e) {
                throw new IllegalStateException("cannot find out whose process this is: " + e, e);
            }
        }
    }

    /** What is wrong with the peer of a connection; null if nothing is, or it is not one of a Unix domain socket. */
    static @Nullable String stranger(Channel connection) {
        if (!(connection instanceof NioDomainSocketChannel)) return null;
        UnixDomainPrincipal peer =
                connection.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
        if (peer == null) return "this system does not tell whose process the peer is";
        return Known.USERS.contains(peer.user())
                ? null
                : "the peer's process is of user " + peer.user().getName()
                        + ": a socket's file joins processes of one user, and root's";
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String stranger = stranger(context.channel());
        if (stranger == null) {
            context.pipeline().remove(this);
            context.fireChannelActive();
            return;
        }
        context.fireExceptionCaught(new ConnectException(stranger));
        context.close();
    }
}
