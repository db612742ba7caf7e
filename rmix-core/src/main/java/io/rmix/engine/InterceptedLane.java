package io.rmix.engine;

import io.rmix.InvocationException;
import io.rmix.LaneListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the interceptors of a stub's one-way calls, and then its listener, what became of them. */
final class InterceptedLane implements LaneListener {
    private static final Logger LOG = LoggerFactory.getLogger(InterceptedLane.class);

    private final Optional<LaneListener> listener;
    private final NavigableMap<Long, InterceptedCall> open = new TreeMap<>();
    /** Of calls whose number their caller has not said yet. */
    private final Map<Long, InvocationException> early = new HashMap<>();

    private long executed;

    InterceptedLane(Optional<LaneListener> listener) {
        this.listener = listener;
    }

    /** A call has got its number; it may be settled already. */
    void submitted(long sequence, InterceptedCall call) {
        InvocationException failure;
        synchronized (this) {
            failure = early.remove(sequence);
            if (failure == null && sequence > executed) {
                open.put(sequence, call);
                return;
            }
        }
        if (failure == null) call.executed();
        else call.failed(failure);
    }

    @Override
    public void executed(long sequence) {
        List<InterceptedCall> calls;
        synchronized (this) {
            executed = sequence;
            Collection<InterceptedCall> head = open.headMap(sequence, true).values();
            calls = new ArrayList<>(head);
            head.clear();
        }
        calls.forEach(InterceptedCall::executed);
        listener.ifPresent(heard -> heard.executed(sequence));
    }

    @Override
    public void failed(LaneFailure failure) {
        InterceptedCall call;
        synchronized (this) {
            call = open.remove(failure.sequence());
            if (call == null) early.put(failure.sequence(), failure.cause());
        }
        if (call != null) call.failed(failure.cause());
        if (listener.isPresent()) listener.get().failed(failure);
        else
            LOG.warn(
                    "one-way call {} was lost: {}",
                    failure.sequence(),
                    failure.cause().getMessage());
    }
}
