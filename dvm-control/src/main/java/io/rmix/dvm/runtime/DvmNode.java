package io.rmix.dvm.runtime;

import io.rmix.InvocationException.Code;
import io.rmix.Links;
import io.rmix.dvm.Member;
import io.rmix.dvm.Order;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.View;
import io.rmix.dvm.service.CommandRefusedException;
import io.rmix.dvm.service.Envelope;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One running member of a distributed virtual machine: broadcasts, and applies the commands of its replicated services in the one order of all
 * members.
 *
 * <pre>{@code
 * NodeConfiguration configuration = NodeConfiguration.of("a", members, SharedConfiguration.defaults("cluster"))
 *         .withClientEndpoint("grpc://127.0.0.1:9100")
 *         .withService(HostedService.of("queue", JobQueue.class, new JobQueueService(128)));
 * try (DvmNode node = DvmNode.start(configuration)) {
 *     node.formed().get();
 *     node.broadcast("hello".getBytes(UTF_8)).get();
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> Safe for any number of threads. Futures complete on the node's completion thread, which callbacks must not block. Services and
 * {@link NodeListener#delivered} run on its apply thread.
 *
 * <p><b>Back-pressure.</b> A submission waits while the bytes that may wait are used up ({@link NodeLimits#submissionBytes}), at most {@link
 * NodeLimits#submitTimeout}; on the node's own threads it does not wait. Then its future fails with BUSY and NOT_INVOKED.
 *
 * <p><b>Membership</b> goes from view to view: a member that is dead, hangs or leaves is not in the next one, and the others go on as long as a quorum of a view agrees on what
 * follows it; see {@link NodeState} and {@link io.rmix.dvm.QuorumPolicy}. A broadcast that is under way completes in the next view, unless this node is not in it.
 */
public final class DvmNode implements AutoCloseable {
    private final NodeEngine engine;
    private final int maxMessageBytes;

    private DvmNode(NodeEngine engine, int maxMessageBytes) {
        this.engine = engine;
        this.maxMessageBytes = maxMessageBytes;
    }

    /**
     * Starts a node: listens at its endpoints and goes on in the background until enough members have started.
     *
     * @param listeners hear everything from the beginning
     * @throws IOException if an endpoint cannot be bound; nothing is left running
     * @throws IllegalArgumentException if members cannot reach each other or the services cannot be exported; it says why
     */
    public static DvmNode start(NodeConfiguration configuration, NodeListener... listeners) throws IOException {
        NodeEngine engine = new NodeEngine(configuration, List.of(listeners));
        engine.start();
        return new DvmNode(engine, configuration.shared().maxMessageBytes());
    }

    /** This incarnation of the member. */
    public Member member() {
        return engine.self();
    }

    /** Completes with a view once the node is OPERATIONAL in it for the first time; fails with a {@link SubmissionException} when it has not in time, or was refused. */
    public CompletableFuture<View> formed() {
        return engine.life().formed().copy();
    }

    /** How far the node is. */
    public NodeState state() {
        return engine.life().state();
    }

    /** Why it is ISOLATED, LEFT or FAILED; else empty. */
    public String reason() {
        return engine.life().reason();
    }

    /** The view installed last; empty before the first. What is delivered may belong to one before it still: see {@link NodeListener#viewInstalled}. */
    public Optional<View> view() {
        return engine.life().view();
    }

    /** Members of that view that are suspected now. */
    public List<Member> suspected() {
        return engine.life().suspected();
    }

    /** Broadcasts in total order. The payload is copied. */
    public CompletableFuture<Delivered> broadcast(byte[] payload) {
        return broadcast(Order.ATOMIC, payload);
    }

    /**
     * Broadcasts to the {@link NodeListener}s of all members, this one too.
     *
     * @param order ATOMIC: in one order at all members; RELIABLE: on reception, in the order of each originator
     * @param payload copied; at most {@link io.rmix.dvm.SharedConfiguration#maxMessageBytes()} - {@link Envelope#BROADCAST_BYTES}
     * @return completes when it was delivered here, and so every member of the view has it; fails with {@link SubmissionException}
     */
    public CompletableFuture<Delivered> broadcast(Order order, byte[] payload) {
        CompletableFuture<Delivered> future = new CompletableFuture<>();
        submit(new Submission.Broadcast(order, Envelope.broadcast(payload), future));
        return future;
    }

    /**
     * Sends a command to a replicated service, at all members.
     *
     * @param command copied; with the name at most {@link io.rmix.dvm.SharedConfiguration#maxMessageBytes()} - 2
     * @return completes with the answer of this member's replica; fails with {@link SubmissionException}, or with {@link
     *     CommandRefusedException} if the service refused it
     */
    public CompletableFuture<byte[]> submit(String service, byte[] command) {
        CompletableFuture<byte[]> future = new CompletableFuture<>();
        if (engine.services().has(service)) {
            submit(new Submission.Command(Envelope.command(service, command), future));
        } else {
            future.completeExceptionally(new CommandRefusedException("no service is named '" + service
                    + "'; this member has " + engine.services().names()));
        }
        return future;
    }

    private void submit(Submission submission) {
        int length = submission.payload().length;
        if (length > maxMessageBytes) {
            submission.failed(new SubmissionException(
                    Code.TOO_LARGE,
                    Outcome.NOT_INVOKED,
                    "a message of " + length + " bytes, envelope included: at most " + maxMessageBytes
                            + " (maxMessageBytes) are broadcast"));
        } else {
            engine.submit(submission);
        }
    }

    /** The rules by which links choose among the endpoints of members. */
    public Links links() {
        return engine.rules();
    }

    /**
     * Replaces the rules of links. The link to the successor moves to another endpoint if they say so, while frames go over it, and loses, doubles and reorders
     * nothing.
     *
     * @return completes when it has moved
     * @throws IllegalArgumentException if the rules leave a member without an endpoint to reach it at, or an option is not possible; nothing changes then
     */
    public CompletableFuture<Void> links(Links rules) {
        return engine.rules(rules);
    }

    /** The member as it is. Waits for its threads, a second at most for each. */
    public MemberStatus status() {
        return engine.status();
    }

    /**
     * Leaves the DVM: clients' calls are answered, what was submitted is delivered or fails with its outcome, and the other members agree on a view without this
     * one; at most {@link NodeLimits#drain} each. Not to be called on the node's own threads.
     */
    @Override
    public void close() {
        engine.close();
    }

    /** Stops as a crash would: nothing is drained and nobody told. For tests. */
    void kill() {
        engine.kill();
    }
}
