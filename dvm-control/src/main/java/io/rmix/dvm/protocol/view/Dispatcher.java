package io.rmix.dvm.protocol.view;

import io.rmix.dvm.View;
import io.rmix.dvm.protocol.view.ViewControl.Accept;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import io.rmix.dvm.protocol.view.ViewControl.PollAnswer;
import io.rmix.dvm.protocol.view.ViewControl.Prepare;
import io.rmix.dvm.protocol.view.ViewControl.Promise;
import io.rmix.dvm.protocol.view.ViewControl.Refusal;
import java.util.function.ObjIntConsumer;

/** Hands each message of the decision on the next view to the part of this member that it is for: acceptor, coordinator or follower. */
final class Dispatcher {
    private final View view;
    private final int self;
    private final Reports reports;
    private final Acceptor acceptor;
    private final Coordinator coordinator;
    private final Follower follower;
    private final ObjIntConsumer<ViewControl> voice;

    /** @param voice tells a member something, this one too */
    Dispatcher(
            View view,
            int self,
            Reports reports,
            Acceptor acceptor,
            Coordinator coordinator,
            Follower follower,
            ObjIntConsumer<ViewControl> voice) {
        this.view = view;
        this.self = self;
        this.reports = reports;
        this.acceptor = acceptor;
        this.coordinator = coordinator;
        this.follower = follower;
        this.voice = voice;
    }

    /**
     * A message of the decision came in from a member of the view.
     *
     * @return the empty string, or what is wrong with it
     */
    String take(int source, ViewControl message) {
        switch (message.kind()) {
            case POLL -> poll(source, (ViewControl.Poll) message);
            case POLL_ANSWER -> {
                PollAnswer answer = (PollAnswer) message;
                reports.update(view, source, answer.reports());
                coordinator.polled(source, answer);
            }
            case PREPARE -> follower.prepare(source, ((Prepare) message).ballot());
            case PROMISE -> {
                return promise(source, (Promise) message);
            }
            case REFUSAL -> coordinator.refused(((Refusal) message).ballot(), ((Refusal) message).promised());
            case ACCEPT -> {
                return follower.accept((Accept) message);
            }
            case ACCEPTED -> coordinator.accepted(source, ((ViewControl.Accepted) message).ballot());
            case DECISION -> {
                return follower.decided((Decision) message);
            }
            case FETCHED -> {
                return follower.fetched(source, ((ViewControl.Fetched) message).entries());
            }
            case LEAVE, SYNCED, FETCH, INSTALLED, ALL_INSTALLED, BEHIND, GONE ->
                throw new IllegalArgumentException("not of the decision on the next view: " + message);
        }
        return "";
    }

    private void poll(int source, ViewControl.Poll message) {
        voice.accept(new PollAnswer(message.ballot(), acceptor.promised(), reports.by(self)), source);
    }

    private String promise(int source, Promise promise) {
        if (promise.received().last().size() != view.size()) {
            return "counters of " + promise.received().last().size() + " members in a view of " + view.size();
        }
        if (promise.proposal() != null && !follower.mayFollow(promise.proposal())) {
            return "accepted a proposal for another view";
        }
        reports.update(view, source, promise.reports());
        coordinator.promised(source, promise);
        return "";
    }
}
