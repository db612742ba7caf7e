package io.rmix.engine;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.rmix.Limits;
import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.Payload;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An exported object: who is called, one at a time where the contract says so, and how many calls are in progress. */
final class Servant {
    private final Object target;
    private final Contract contract;
    private final ProtoCodec codec;
    private final Turn turn;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int calls;
    private boolean closed;

    Servant(Object target, Contract contract, Limits limits, Turn turn) {
        this.target = target;
        this.contract = contract;
        this.codec = codec(contract, limits);
        this.turn = turn;
    }

    Object target() {
        return target;
    }

    Contract contract() {
        return contract;
    }

    static ProtoCodec codec(Contract contract, Limits limits) {
        return ProtoCodec.of(contract, new ProtoCodec.Limits(limits.messageBytes(), limits.depth()));
    }

    /** The arguments of a one-way call. */
    @Nullable Object[] decode(Operation operation, Payload payload) throws IOException {
        // A message from within this process may lie in memory that its sender uses again once the call is
        // acknowledged.
        Payload.Bytes bytes = payload instanceof Payload.Message message
                ? new Payload.Bytes(message.message().toByteArray())
                : payload instanceof Payload.Lent lent ? lent.bytes() : (Payload.Bytes) payload;
        CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes.array(), bytes.offset(), bytes.size())
                .newCodedInput();
        // Nobody changes the array before the servant says so, so a message's byte strings need no copy of their own.
        in.enableAliasing(true);
        return codec.request(operation).decode(in);
    }

    /** Whose turn it is among calls of serial operations. */
    Turn turn() {
        return turn;
    }

    /** Counts a call, to be followed by {@link #end}; false, and nothing counted, once it is {@link #close closed}. */
    boolean begin() {
        lock.lock();
        try {
            if (!closed) calls++;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            if (--calls == 0) idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets no call begin any more and waits until none is in progress. Returns whether that was so in time. */
    boolean close(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            closed = true;
            while (calls > 0) {
                if (left <= 0) return false;
                left = idle.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
