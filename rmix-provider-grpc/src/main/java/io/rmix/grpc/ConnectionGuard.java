package io.rmix.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * First handler of a connection that comes in. It closes the connection, with a line in the log, if what comes is not the
 * beginning of HTTP/2 (of TLS, if that is asked for) or does not come in time; then it leaves, having told the client how large frames may be and
 * asked to be told if the connection is closed for the peer's mistakes.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {
    private static final byte[] HTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TLS_HANDSHAKE = {22, 3};
    static final int PATIENCE_SECONDS = 20;

    private final Refusals refusals;
    private final byte[] expected;
    private int matched;
    private boolean watching;
    private io.netty.util.concurrent.@Nullable Future<?> timeout;

    ConnectionGuard(Refusals refusals, boolean tls) {
        this.refusals = refusals;
        this.expected = tls ? TLS_HANDSHAKE : HTTP2;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        timeout = context.executor()
                .schedule(
                        () -> refuse(context, "no client's greeting within " + PATIENCE_SECONDS + " s"),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && matched < expected.length) {
            int length = Math.min(bytes.readableBytes(), expected.length - matched);
            for (int i = 0; i < length; i++) {
                if (bytes.getByte(bytes.readerIndex() + i) != expected[matched++]) {
                    String dump = ByteBufUtil.hexDump(bytes, bytes.readerIndex(), Math.min(16, bytes.readableBytes()));
                    ReferenceCountUtil.release(message);
                    refuse(context, "what came is not " + (expected == HTTP2 ? "HTTP/2" : "TLS") + ": " + dump);
                    return;
                }
            }
        }
        greet(context);
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        greet(context);
        if (watching) context.pipeline().remove(this);
        context.fireChannelReadComplete();
    }

    /** As soon as HTTP/2's handler is there, which with TLS is after the handshake. */
    private void greet(ChannelHandlerContext context) {
        if (watching || matched < expected.length) return;
        Http2ConnectionHandler http2 = context.pipeline().get(Http2ConnectionHandler.class);
        if (http2 == null) return;
        watching = true;
        cancelTimeout();
        ChannelHandlerContext at = context.pipeline().context(http2);
        http2.encoder().writeSettings(at, new Http2Settings().maxFrameSize(Wire.HTTP2_FRAME), at.newPromise());
        at.flush();
        String peer = Refusals.peer(context.channel().remoteAddress());
        Breaks breaks = new Breaks();
        context.pipeline().addFirst(breaks);
        http2.connection().addListener(new Http2ConnectionAdapter() {
            @Override
            public void onGoAwaySent(int lastStream, long error, ByteBuf text) {
                if (error != Http2Error.NO_ERROR.code() && !breaks.broken)
                    refusals.log(
                            peer,
                            "connection closed: " + Http2Error.valueOf(error) + " "
                                    + text.toString(StandardCharsets.UTF_8));
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        boolean waited = cancelTimeout();
        if (waited && matched > 0)
            refusals.log(Refusals.peer(context.channel().remoteAddress()), "the connection ended within its greeting");
        context.fireChannelInactive();
    }

    /** Notices that a connection broke: what the library then says to the peer is not about the peer's mistakes. */
    private static final class Breaks extends ChannelInboundHandlerAdapter {
        private boolean broken;

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            broken |= cause instanceof IOException;
            context.fireExceptionCaught(cause);
        }
    }

    private void refuse(ChannelHandlerContext context, String reason) {
        cancelTimeout();
        refusals.log(Refusals.peer(context.channel().remoteAddress()), reason);
        matched = 0;
        context.close();
    }

    /** Returns whether it was running. */
    private boolean cancelTimeout() {
        io.netty.util.concurrent.Future<?> running = timeout;
        timeout = null;
        if (running != null) running.cancel(false);
        return running != null;
    }
}
