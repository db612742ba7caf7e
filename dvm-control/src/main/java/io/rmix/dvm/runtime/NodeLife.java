package io.rmix.dvm.runtime;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
    private volatile @Nullable View view;

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

    /** Members of the current view that somebody reports now. */
    List<Member> suspected() {
        return List.copyOf(suspected);
    }

    /** The view installed last. */
    Optional<View> view() {
        return Optional.ofNullable(view);
    }

    /** Moves on; what is final is gone back from never. Returns whether it is a new state. */
    boolean become(NodeState next, String why) {
        View formedWith = view;
        synchronized (this) {
            if (next == state || (state.isFinal() && next.compareTo(state) < 0)) {
                return false;
            }
            state = next;
            // Why it left or failed is of use after it was closed, too.
            reason = next == NodeState.CLOSED && why.isEmpty() ? reason : why;
        }
        LOG.info("{} is {}{}", node, next, why.isEmpty() ? "" : " (" + why + ")");
        if (next == NodeState.OPERATIONAL && formedWith != null) {
            threads.complete(List.of(() -> formed.complete(formedWith)));
        }
        tell(each -> each.stateChanged(next, why));
        return true;
    }

    void installed(View newView) {
        LOG.info(
                "{}: view {} of {} is installed: {}",
                node,
                newView.number(),
                newView.lineage(),
                newView.members().stream().map(each -> each.member().toString()).toList());
        view = newView;
        suspected.clear();
    }

    void suspected(Member member, String why) {
        LOG.warn("{}: {} is suspected: {}", node, member, why);
        suspected.add(member);
        tell(each -> each.suspected(member, why));
    }

    void trusted(Member member) {
        LOG.info("{}: {} is suspected no more", node, member);
        suspected.remove(member);
        tell(each -> each.trusted(member));
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
