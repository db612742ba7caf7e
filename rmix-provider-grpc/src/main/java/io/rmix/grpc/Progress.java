package io.rmix.grpc;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/** How far a call has come on the wire. */
final class Progress extends ClientStreamTracer.Factory {
    private volatile boolean sent;
    private volatile boolean answered;
    private volatile boolean ended;

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void outboundHeaders() {
                sent = true;
            }

            @Override
            public void inboundHeaders(Metadata headers) {
                answered = true;
            }

            @Override
            public void inboundTrailers(Metadata trailers) {
                ended = true;
            }
        };
    }

    /** Whether the call's headers went out to a socket: before that, nobody can have been invoked. */
    boolean sent() {
        return sent;
    }

    /** Whether the beginning of an answer came back. */
    boolean answered() {
        return answered;
    }

    /** Whether the status is the server's and not of this side's making. */
    boolean ended() {
        return ended;
    }
}
