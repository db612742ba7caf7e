package io.rmix.dvm.runtime;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.rmix.dvm.Ballot;
import io.rmix.dvm.Cut;
import io.rmix.dvm.View;
import io.rmix.dvm.proto.v1.Accept;
import io.rmix.dvm.proto.v1.Accepted;
import io.rmix.dvm.proto.v1.AllInstalled;
import io.rmix.dvm.proto.v1.Behind;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.Decision;
import io.rmix.dvm.proto.v1.Fetch;
import io.rmix.dvm.proto.v1.Fetched;
import io.rmix.dvm.proto.v1.Gone;
import io.rmix.dvm.proto.v1.Installed;
import io.rmix.dvm.proto.v1.Leave;
import io.rmix.dvm.proto.v1.Poll;
import io.rmix.dvm.proto.v1.PollAnswer;
import io.rmix.dvm.proto.v1.Prepare;
import io.rmix.dvm.proto.v1.Promise;
import io.rmix.dvm.proto.v1.Refusal;
import io.rmix.dvm.proto.v1.Synced;
import io.rmix.dvm.protocol.view.Holders;
import io.rmix.dvm.protocol.view.Proposal;
import io.rmix.dvm.protocol.view.ViewControl;
import java.util.List;

/** What decides on the next view, as messages and back; {@link Messages} is the way in. */
final class ViewMessages {
    private ViewMessages() {}

    static ControlMessage.Builder write(ControlMessage.Builder into, ViewControl control) {
        return switch (control.kind()) {
            case POLL ->
                into.setPoll(Poll.newBuilder().setBallot(Messages.write(((ViewControl.Poll) control).ballot())));
            case POLL_ANSWER -> into.setPollAnswer(write((ViewControl.PollAnswer) control));
            case PREPARE ->
                into.setPrepare(
                        Prepare.newBuilder().setBallot(Messages.write(((ViewControl.Prepare) control).ballot())));
            case PROMISE -> into.setPromise(write((ViewControl.Promise) control));
            case REFUSAL -> into.setRefusal(write((ViewControl.Refusal) control));
            case ACCEPT -> into.setAccept(write((ViewControl.Accept) control));
            case ACCEPTED ->
                into.setAccepted(
                        Accepted.newBuilder().setBallot(Messages.write(((ViewControl.Accepted) control).ballot())));
            case DECISION -> into.setDecision(write((ViewControl.Decision) control));
            case FETCH -> into.setFetch(write((ViewControl.Fetch) control));
            case FETCHED ->
                into.setFetched(Fetched.newBuilder()
                        .setEntries(UnsafeByteOperations.unsafeWrap(((ViewControl.Fetched) control).entries())));
            case INSTALLED -> into.setInstalled(Installed.getDefaultInstance());
            case ALL_INSTALLED -> into.setAllInstalled(AllInstalled.getDefaultInstance());
            case BEHIND -> into.setBehind(Behind.getDefaultInstance());
            case GONE -> into.setGone(write((ViewControl.Gone) control));
            case LEAVE -> into.setLeave(Leave.getDefaultInstance());
            case SYNCED -> into.setSynced(Synced.getDefaultInstance());
        };
    }

    static ViewControl read(ControlMessage message) {
        return switch (message.getMessageCase()) {
            case POLL -> new ViewControl.Poll(attempt(message.getPoll().getBallot()));
            case POLL_ANSWER -> read(message.getPollAnswer());
            case PREPARE -> new ViewControl.Prepare(attempt(message.getPrepare().getBallot()));
            case PROMISE -> read(message.getPromise());
            case REFUSAL ->
                new ViewControl.Refusal(
                        attempt(message.getRefusal().getBallot()),
                        attempt(message.getRefusal().getPromised()));
            case ACCEPT -> read(message.getAccept());
            case ACCEPTED ->
                new ViewControl.Accepted(attempt(message.getAccepted().getBallot()));
            case DECISION ->
                new ViewControl.Decision(
                        read(message.getDecision().getProposal()),
                        holders(message.getDecision().getHoldersList()));
            case FETCH -> read(message.getFetch());
            case FETCHED ->
                new ViewControl.Fetched(message.getFetched().getEntries().asReadOnlyByteBuffer());
            case INSTALLED -> new ViewControl.Installed();
            case ALL_INSTALLED -> new ViewControl.AllInstalled();
            case BEHIND -> new ViewControl.Behind();
            case GONE ->
                new ViewControl.Gone(
                        Checked.number(message.getGone().getView(), 0, "number of the view"),
                        Checked.reason(message.getGone().getReason()));
            case LEAVE -> new ViewControl.Leave();
            case SYNCED -> new ViewControl.Synced();
            default -> throw new IllegalArgumentException("nothing about the next view");
        };
    }

    private static PollAnswer write(ViewControl.PollAnswer answer) {
        PollAnswer.Builder written = PollAnswer.newBuilder()
                .setBallot(Messages.write(answer.ballot()))
                .addAllReports(answer.reports());
        if (!answer.promised().equals(Ballot.NONE)) {
            written.setPromised(Messages.write(answer.promised()));
        }
        return written.build();
    }

    private static ViewControl.PollAnswer read(PollAnswer answer) {
        return new ViewControl.PollAnswer(
                attempt(answer.getBallot()), attemptOrNone(answer.getPromised()), reports(answer.getReportsList()));
    }

    private static Promise write(ViewControl.Promise promise) {
        Promise.Builder written = Promise.newBuilder()
                .setBallot(Messages.write(promise.ballot()))
                .addAllReceived(promise.received().last())
                .addAllReports(promise.reports());
        Proposal proposal = promise.proposal();
        if (proposal != null) {
            written.setAccepted(Messages.write(promise.accepted())).setProposal(write(proposal));
        }
        return written.build();
    }

    private static ViewControl.Promise read(Promise promise) {
        Ballot accepted = attemptOrNone(promise.getAccepted());
        if (promise.hasProposal() == accepted.equals(Ballot.NONE)) {
            throw new IllegalArgumentException(
                    promise.hasProposal()
                            ? "a proposal without the ballot in which it was accepted"
                            : "ballot " + accepted + " without the proposal that was accepted in it");
        }
        return new ViewControl.Promise(
                attempt(promise.getBallot()),
                cut(promise.getReceivedList()),
                accepted,
                promise.hasProposal() ? read(promise.getProposal()) : null,
                reports(promise.getReportsList()));
    }

    private static Refusal write(ViewControl.Refusal refusal) {
        return Refusal.newBuilder()
                .setBallot(Messages.write(refusal.ballot()))
                .setPromised(Messages.write(refusal.promised()))
                .build();
    }

    private static Accept write(ViewControl.Accept accept) {
        return Accept.newBuilder()
                .setBallot(Messages.write(accept.ballot()))
                .setProposal(write(accept.proposal()))
                .addAllHolders(write(accept.holders()))
                .build();
    }

    private static ViewControl.Accept read(Accept accept) {
        return new ViewControl.Accept(
                attempt(accept.getBallot()), read(accept.getProposal()), holders(accept.getHoldersList()));
    }

    private static Decision write(ViewControl.Decision decision) {
        return Decision.newBuilder()
                .setProposal(write(decision.proposal()))
                .addAllHolders(write(decision.holders()))
                .build();
    }

    private static Fetch write(ViewControl.Fetch fetch) {
        return Fetch.newBuilder()
                .setOrigin(fetch.origin())
                .setAfter(fetch.after())
                .setThrough(fetch.through())
                .build();
    }

    private static ViewControl.Fetch read(Fetch fetch) {
        return new ViewControl.Fetch(
                Checked.index(fetch.getOrigin(), "an origin"),
                Checked.number(fetch.getAfter(), 0, "the last message that the asker has"),
                Checked.number(fetch.getThrough(), 0, "the last message that it wants"));
    }

    private static Gone write(ViewControl.Gone gone) {
        return Gone.newBuilder()
                .setView(gone.view())
                .setReason(ByteString.copyFromUtf8(Checked.cut(gone.reason())))
                .build();
    }

    private static io.rmix.dvm.proto.v1.Proposal write(Proposal proposal) {
        return io.rmix.dvm.proto.v1.Proposal.newBuilder()
                .setAfter(Messages.write(proposal.after()))
                .setView(Messages.write(proposal.view()))
                .addAllCut(proposal.cut().last())
                .build();
    }

    private static Proposal read(io.rmix.dvm.proto.v1.Proposal proposal) {
        if (!proposal.hasView()) {
            throw new IllegalArgumentException("no proposal, or one without a view");
        }
        return new Proposal(
                Messages.read(proposal.getAfter()), Messages.read(proposal.getView()), cut(proposal.getCutList()));
    }

    private static List<io.rmix.dvm.proto.v1.Holders> write(Holders holders) {
        return holders.of().stream()
                .map(each -> io.rmix.dvm.proto.v1.Holders.newBuilder()
                        .addAllMembers(each)
                        .build())
                .toList();
    }

    private static Holders holders(List<io.rmix.dvm.proto.v1.Holders> holders) {
        return new Holders(Checked.atMost(View.MAX_MEMBERS, holders, "origins with holders").stream()
                .map(each -> Checked.indexes(Holders.MOST, each.getMembersList(), "holders of an origin"))
                .toList());
    }

    private static Cut cut(List<Long> last) {
        return new Cut(Checked.atMost(View.MAX_MEMBERS, last, "origins in a cut"));
    }

    private static List<Integer> reports(List<Integer> reports) {
        return Checked.indexes(View.MAX_MEMBERS, reports, "reports");
    }

    /** A ballot that somebody makes or has promised. */
    private static Ballot attempt(io.rmix.dvm.proto.v1.Ballot ballot) {
        Ballot read = Messages.read(ballot);
        Checked.number(read.attempt(), 1, "attempt of a ballot");
        return read;
    }

    private static Ballot attemptOrNone(io.rmix.dvm.proto.v1.Ballot ballot) {
        return Messages.read(ballot).equals(Ballot.NONE) ? Ballot.NONE : attempt(ballot);
    }
}
