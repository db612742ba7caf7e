package io.rmix.dvm.runtime;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a node is, why, and who is told. Any thread. */
final class NodeLife {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);

    private final String node;
    private final NodeThreads threads;
    private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Member> suspected = new CopyOnWriteArrayList<>();
    private final CompletableFuture<View> formed = new CompletableFuture<>();
    private NodeState state = NodeState.FORMING;
    private String reason = "";

    NodeLife(String node, NodeThreads threads) {
        this.node = node;
        this.threads = threads;
    }

    List<NodeListener> listeners() {
        return listeners;
    }

    CompletableFuture<View> formed() {
        return formed;
    }

    synchronized NodeState state() {
        return state;
    }

    synchronized String reason() {
        return reason;
    }

    List<Member> suspected() {
        return List.copyOf(suspected);
    }

    /** Moves on; a state is never gone back to. Returns whether it is a new one. */
    boolean become(NodeState next, String why) {
        synchronized (this) {
            if (next.compareTo(state) <= 0) {
                return false;
            }
            state = next;
            reason = why.isEmpty() ? reason : why;
        }
        tell(each -> each.stateChanged(next, why));
        return true;
    }

    void installed(View view) {
        LOG.info(
                "{}: view {} of {} is installed: {}",
                node,
                view.number(),
                view.lineage(),
                view.members().stream().map(each -> each.member().toString()).toList());
        become(NodeState.RUNNING, "");
        threads.complete(List.of(() -> formed.complete(view)));
        tell(each -> each.installed(view));
    }

    void suspected(Member member, String why) {
        LOG.warn("{}: {} is suspected: {}", node, member, why);
        suspected.add(member);
        tell(each -> each.suspected(member, why));
    }

    void notFormed(RuntimeException cause) {
        threads.complete(List.of(() -> formed.completeExceptionally(cause)));
    }

    private void tell(Consumer<NodeListener> what) {
        for (NodeListener each : listeners) {
            threads.complete(List.of(() -> what.accept(each)));
        }
    }
}
