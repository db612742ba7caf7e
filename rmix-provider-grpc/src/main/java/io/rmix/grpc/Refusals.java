package io.rmix.grpc;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.rmix.Endpoint;
import io.rmix.spi.Peer;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what an address refuses, one line each with peer and reason; of a flood, some lines and how many were left out. */
final class Refusals extends ServerStreamTracer.Factory {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcAcceptor.class);
    private static final int LINES_PER_SECOND = 20;

    private final Supplier<Endpoint> address;
    private long second;
    private int lines;
    private long leftOut;

    Refusals(Supplier<Endpoint> address) {
        this.address = address;
    }

    void log(String peer, String reason) {
        long before = admit(System.nanoTime() / TimeUnit.SECONDS.toNanos(1));
        if (before < 0) return;
        if (before > 0) LOG.warn("{} refused {} more within a second", address.get(), before);
        LOG.warn("{} refused {}: {}", address.get(), peer, reason);
    }

    /** Returns how many lines were left out since the last one, or -1 to leave this one out. */
    private synchronized long admit(long now) {
        if (now != second) {
            second = now;
            lines = 0;
        }
        if (++lines > LINES_PER_SECOND) {
            leftOut++;
            return -1;
        }
        long before = leftOut;
        leftOut = 0;
        return before;
    }

    /** Who calls, as its certificate names it. */
    static Peer caller(ServerCall<?, ?> call) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        Optional<Principal> principal = Optional.empty();
        try {
            if (session != null) principal = Optional.of(session.getPeerPrincipal());
        } catch (SSLPeerUnverifiedException e) {
            // It showed none.
        }
        return new Peer(peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)), principal, session != null);
    }

    /** Host and port of a peer; {@code unix} of one at a Unix domain socket, who has neither. */
    static String peer(@Nullable SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress) return "unix";
        String text = String.valueOf(address);
        return address == null ? "unknown" : text.substring(text.indexOf('/') + 1);
    }

    /** Sees messages that the library refuses by itself. */
    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        return new ServerStreamTracer() {
            private String peer = "unknown";

            @Override
            public void serverCallStarted(ServerCallInfo<?, ?> call) {
                peer = peer(call.getAttributes().get(io.grpc.Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
            }

            @Override
            public void streamClosed(Status status) {
                boolean refused =
                        status.getCode() == Status.Code.RESOURCE_EXHAUSTED || status.getCode() == Status.Code.INTERNAL;
                if (refused && !(status.getCause() instanceof Answered))
                    log(peer, fullMethodName + ": " + status.getCode() + " " + status.getDescription());
            }
        };
    }

    /** Marks a status that the provider sent itself, and logged if there was a need. */
    static final class Answered extends Exception {
        private static final long serialVersionUID = 1L;
        static final Answered MARK = new Answered();

        private Answered() {
            super("answered", null, false, false);
        }
    }
}
