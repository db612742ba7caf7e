package io.rmix.grpc;

import io.grpc.Metadata;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.rmix.Limits;
import io.rmix.TraceContext;

/** Names and sizes of the wire; docs/providers/grpc.md describes them for other implementations. */
final class Wire {
    /** Exported name of the object that is meant; a client that does not know RMIX leaves it out. */
    static final Metadata.Key<String> OBJECT = Metadata.Key.of("rmix-object", Metadata.ASCII_STRING_MARSHALLER);

    /** Entries of the call's context, a {@code rmix.v1.CallContext}; absent if there are none. */
    static final Metadata.Key<byte[]> ENTRIES = Metadata.Key.of("rmix-entries-bin", Metadata.BINARY_BYTE_MARSHALLER);

    /** W3C Trace Context, of callers and to servers that do not know RMIX; the entries say the same. */
    static final Metadata.Key<String> TRACEPARENT =
            Metadata.Key.of(TraceContext.PARENT, Metadata.ASCII_STRING_MARSHALLER);

    static final Metadata.Key<String> TRACESTATE =
            Metadata.Key.of(TraceContext.STATE, Metadata.ASCII_STRING_MARSHALLER);

    /** Trailer: the {@link io.rmix.InvocationException.Code} of a failure. */
    static final Metadata.Key<String> CODE = Metadata.Key.of("rmix-code", Metadata.ASCII_STRING_MARSHALLER);

    /** Trailer: the {@link io.rmix.Outcome} of a failure. */
    static final Metadata.Key<String> OUTCOME = Metadata.Key.of("rmix-outcome", Metadata.ASCII_STRING_MARSHALLER);

    /** Trailer: a {@code google.rpc.Status}, as other gRPC libraries have it. */
    static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    /** HTTP/2 window of a stream and of a connection, both directions. */
    static final int WINDOW = 4 << 20;

    /** Largest HTTP/2 frame that a server takes: a lane's frame goes in one, for each costs. The protocol's default is 16 KiB. */
    static final int HTTP2_FRAME = 1 << 20;

    /** Bytes that wait for the socket before a message is written in pieces; the library's default is 64 KiB, and a lane's frames are larger. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 << 10, 512 << 10);

    /** The library's own pool frees and zeroes blocks of 2 MiB all the time if frames are large and connections few; this one keeps them. */
    static final ByteBufAllocator BUFFERS = new AdaptiveByteBufAllocator();

    private static final int LARGEST_READ = 256 << 10;

    /** Largest encoded entries of a call's context. */
    static final int ENTRIES_BYTES = 16 << 10;

    /** Largest request metadata that a server takes: the entries in base64, and what else there is. */
    static final int REQUEST_METADATA = 40 << 10;

    /** Largest encoded exception that travels to a client of RMIX. */
    static final int EXCEPTION_BYTES = 256 << 10;

    /** Largest encoded exception that travels to any other client: most of them take 8 KiB of metadata. */
    static final int FOREIGN_EXCEPTION_BYTES = 4 << 10;

    /** Largest answer metadata that a client takes: an exception in base64, and what else there is. */
    static final int ANSWER_METADATA = 512 << 10;

    /** Longest status text. */
    static final int TEXT_CHARS = 1024;

    /** A lane's frame holds a call of the largest size, and its names and context. */
    private static final int FRAME_OVERHEAD = 64 << 10;

    private Wire() {}

    /** One read takes what a connection has, as a rule; buffers grow with what comes. */
    static RecvByteBufAllocator receiveBuffers() {
        return new AdaptiveRecvByteBufAllocator(1 << 10, 2 << 10, LARGEST_READ);
    }

    /** Where the library below stops reading a message. Requests and answers have a tighter limit of their own. */
    static int inboundBytes(Limits limits) {
        return limits.messageBytes() + FRAME_OVERHEAD;
    }

    /** Cut to what a header may hold. */
    static String text(String reason) {
        return reason.length() <= TEXT_CHARS ? reason : reason.substring(0, TEXT_CHARS - 3) + "...";
    }
}
