package io.rmix.dvm.runtime;

import io.rmix.dvm.service.ServiceTable.State;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the state hash at agreed positions, off the apply thread, and keeps the latest. */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    /** Checkpoints kept for comparison. */
    static final int KEPT = 8;
    /** Snapshots that may wait to be hashed; while as many wait, positions are left out. */
    private static final int WAITING = 2;

    private final Executor hashing;
    private final ArrayDeque<Checkpoint> kept = new ArrayDeque<>();
    private int waiting;

    Checkpoints(Executor hashing) {
        this.hashing = hashing;
    }

    /** Whether a snapshot is wanted now. */
    synchronized boolean hasRoom() {
        return waiting < WAITING;
    }

    void take(long position, String orderHash, List<State> states) {
        begin();
        try {
            hashing.execute(() -> hash(position, orderHash, states));
        } catch (RejectedExecutionException e) {
            end();
        }
    }

    private void hash(long position, String orderHash, List<State> states) {
        try {
            keep(new Checkpoint(position, orderHash, StateHash.of(states)));
        } catch (RuntimeException e) {
            LOG.error("no state hash at position {}", position, e);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        waiting++;
    }

    private synchronized void end() {
        waiting--;
    }

    private synchronized void keep(Checkpoint checkpoint) {
        kept.add(checkpoint);
        if (kept.size() > KEPT) {
            kept.poll();
        }
    }

    /** The latest, oldest first. */
    synchronized List<Checkpoint> latest() {
        return List.copyOf(kept);
    }
}
