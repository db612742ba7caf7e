package io.rmix.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.LaneWire;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A lane to a server that has none: unary calls, one after the other, each sent when the one before was answered. */
final class UnaryLane implements LaneWire {
    /** Payload bytes that the engine may hand over at once; they wait here. */
    private static final long CREDIT = 64 << 10;

    private final Channel channel;
    private final CallOptions options;
    private final Contract contract;
    private final int messageBytes;
    private final Listener listener;
    private final ArrayDeque<LaneCall> queue = new ArrayDeque<>();
    private long executed;
    private boolean inFlight;
    private boolean pumping;
    private boolean finishing;
    private volatile boolean ended;
    private volatile @Nullable ClientCall<Outgoing, Incoming> current;

    UnaryLane(Channel channel, CallOptions options, Contract contract, int messageBytes, Listener listener) {
        this.channel = channel;
        this.options = options;
        this.contract = contract;
        this.messageBytes = messageBytes;
        this.listener = listener;
    }

    @Override
    public synchronized boolean isReady() {
        return !ended && !inFlight && queue.isEmpty();
    }

    /** Takes a frame without sending it yet. */
    synchronized void add(LaneFrame frame) {
        queue.addAll(frame.calls());
    }

    /** As {@link #finish}, without effect before {@link #pump}. */
    synchronized void finishLater() {
        finishing = true;
    }

    @Override
    public void send(LaneFrame frame) {
        add(frame);
        pump();
    }

    @Override
    public void finish() {
        finishLater();
        pump();
    }

    @Override
    public void abort() {
        ended = true;
        ClientCall<Outgoing, Incoming> call = current;
        if (call != null) call.cancel("the lane is given up", null);
    }

    /** Sends the next call if none is outstanding. A call may end while it is started: this loops then, and does not recurse. */
    void pump() {
        while (true) {
            LaneCall next;
            synchronized (this) {
                if (pumping || inFlight || ended) return;
                next = queue.poll();
                if (next == null) break;
                inFlight = true;
                pumping = true;
            }
            start(next);
            synchronized (this) {
                pumping = false;
            }
        }
        synchronized (this) {
            if (!finishing || ended) return;
            ended = true;
        }
        listener.finished();
    }

    private void start(LaneCall call) {
        Operation operation = contract.find(call.method());
        if (operation == null) throw new IllegalArgumentException(contract + " has no operation " + call.method());
        Progress progress = new Progress();
        MethodDescriptor<Outgoing, Incoming> method = Methods.descriptor(
                        MethodDescriptor.generateFullMethodName(contract.name(), operation.upperName()),
                        Outgoing.MARSHALLER,
                        Incoming.marshaller(messageBytes))
                .build();
        Metadata headers = GrpcConnection.headers(call.service(), call.context());
        ClientCall<Outgoing, Incoming> started =
                Channels.newCall(channel, method, GrpcConnection.options(options, call.context(), progress));
        current = started;
        started.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        ended(status, trailers, progress);
                    }
                },
                headers);
        started.request(2);
        started.sendMessage(Outgoing.of(call.payload()));
        started.halfClose();
    }

    private void ended(Status status, Metadata trailers, Progress progress) {
        if (ended) return;
        ClientFailures.Refusal refusal = status.isOk() ? null : ClientFailures.refusal(status, trailers, progress);
        if (refusal != null && refusal.code() != Code.DEADLINE_EXCEEDED) {
            if (refusal.outcome() == Outcome.NOT_INVOKED) {
                ended = true;
                listener.acknowledged(new LaneAck(executed, CREDIT, refusal.code() + ": " + refusal.reason()));
                return;
            }
            if (!progress.ended()) {
                ended = true;
                listener.broken(refusal.code(), refusal.reason());
                return;
            }
        }
        long done;
        boolean drained;
        synchronized (this) {
            inFlight = false;
            done = ++executed;
            drained = queue.isEmpty();
        }
        listener.acknowledged(new LaneAck(done, CREDIT, ""));
        pump();
        if (drained && isReady()) listener.ready();
    }
}
