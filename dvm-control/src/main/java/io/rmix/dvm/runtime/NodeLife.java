package io.rmix.dvm.runtime;

import io.rmix.InvocationException.Code;
import io.rmix.dvm.Member;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.SuspicionStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private final Journal journal;
    private final NodeNews news;
    private final Supplier<String> remedy;
    private final CompletableFuture<View> formed = new CompletableFuture<>();
    private NodeState state = NodeState.FORMING;
    private String reason = "";
    private volatile @Nullable View view;

    /**
     * A node that has just been made.
     *
     * @param journal hears what happens
     * @param remedy what an operator can do when only an operator can help
     */
    NodeLife(String node, NodeThreads threads, Journal journal, Supplier<String> remedy) {
        this.node = node;
        this.threads = threads;
        this.journal = journal;
        this.news = new NodeNews(node, journal);
        this.remedy = remedy;
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
    boolean become(NodeState next, String cause) {
        View formedWith = view;
        String why = next == NodeState.NEEDS_OPERATOR ? remedy.get() + "; " + cause : cause;
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
        if (next.isFinal()) {
            // A member that the others go on without before it held the state waits for it no more.
            String end = why.isEmpty() ? node + " is " + next.name().toLowerCase(Locale.ROOT) : why;
            SubmissionException over = new SubmissionException(Code.CLOSED, Outcome.NOT_INVOKED, end);
            threads.complete(List.of(() -> formed.completeExceptionally(over)));
        }
        journal.add(MemberEvent.STATE, formedWith == null ? 0 : formedWith.number(), node, next.name(), why, List.of());
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
        news.installed(newView);
    }

    void suspected(Member member, String why) {
        LOG.warn("{}: {} is suspected: {}", node, member, why);
        suspected.add(member);
        news.suspected(member, why);
        tell(each -> each.suspected(member, why));
    }

    void trusted(Member member) {
        LOG.info("{}: {} is suspected no more", node, member);
        suspected.remove(member);
        tell(each -> each.trusted(member));
    }

    /** Once a heartbeat: who is suspected now, and the link. On the protocol loop, as {@link #installed} and {@link #suspected(Member, String)}. */
    void look(List<SuspicionStatus> suspicions, Optional<LinkStatus> link) {
        news.look(suspicions, link);
    }

    private void tell(Consumer<NodeListener> what) {
        for (NodeListener each : listeners) {
            threads.complete(List.of(() -> what.accept(each)));
        }
    }
}
