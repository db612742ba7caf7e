package io.rmix.dvm.runtime;

import io.rmix.ServerContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What operators ask of a node, and have it do. */
final class MemberServant implements MemberControl, MembershipControl {
    private final NodeEngine engine;
    private final Muster muster;
    private final Journal journal;

    MemberServant(NodeEngine engine, Muster muster, Journal journal) {
        this.engine = engine;
        this.muster = muster;
        this.journal = journal;
    }

    @Override
    public MemberStatus status() {
        return engine.status();
    }

    @Override
    public Membership members() {
        return ServerContext.later(muster.call());
    }

    @Override
    public MemberEvents watch(long incarnation, long after, Duration patience) {
        CompletableFuture<MemberEvents> answer = journal.watch(incarnation, after, patience);
        ServerContext.current().ifPresent(call -> call.onCancel(() -> answer.cancel(false)));
        return ServerContext.later(answer);
    }

    @Override
    public void leave() throws MembershipRefusedException {
        engine.departure().leave();
    }

    @Override
    public void forceView(long view) {
        ServerContext.later(engine.departure().force(view));
    }
}
