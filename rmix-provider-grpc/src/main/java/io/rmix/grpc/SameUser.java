package io.rmix.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
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
import java.nio.file.attribute.UserPrincipalLookupService;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Who may be at the other end of a Unix domain socket: a process of this process's user, or of root. The system says who it is. In a
 * client's pipeline it breaks a connection to anybody else before a byte is sent.
 */
final class SameUser extends ChannelInboundHandlerAdapter {
    /** What is wrong with the peer of a connection; null if nothing is, or it is not one of a Unix domain socket. */
    static @Nullable String stranger(Channel connection) {
        if (!(connection instanceof NioDomainSocketChannel)) return null;
        try {
            UnixDomainPrincipal peer =
                    connection.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
            if (peer == null) return "this system does not tell whose process the peer is";
            return mayBeThere(peer.user())
                    ? null
                    : "the peer's process is of user " + peer.user().getName()
                            + ": a socket's file joins processes of one user, and root's";
        } catch (IOException | ChannelException e) {
            return "cannot find out whose processes these are: " + e;
        }
    }

    private static boolean mayBeThere(UserPrincipal user) throws IOException {
        UserPrincipalLookupService users = FileSystems.getDefault().getUserPrincipalLookupService();
        return user.equals(users.lookupPrincipalByName("0")) || user.equals(own(users));
    }

    /** Linux knows users that have no name. */
    private static UserPrincipal own(UserPrincipalLookupService users) throws IOException {
        Path process = Path.of("/proc/self");
        return Files.exists(process)
                ? Files.getOwner(process)
                : users.lookupPrincipalByName(System.getProperty("user.name"));
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
