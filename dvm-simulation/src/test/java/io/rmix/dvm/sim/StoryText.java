package io.rmix.dvm.sim;

import io.rmix.dvm.View;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.steady.Delivery;
import io.rmix.dvm.protocol.view.Proposal;
import io.rmix.dvm.protocol.view.ViewControl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts into words what a member of a {@link Story} says and does.
 *
 * @param view that the member is in, whose ring indexes its words name
 */
record StoryText(View view) {
    static String completed(Effect.Completed effect) {
        return "knows that everybody has its messages up to " + effect.through();
    }

    static String failed(Effect.Failed effect) {
        return "answers " + effect.outcome() + " for its messages " + (effect.after() + 1) + " to " + effect.through();
    }

    static String suspected(Effect.Suspected effect) {
        return "suspects " + effect.member().name() + ": " + effect.reason();
    }

    static String stateChanged(Effect.StateChanged effect) {
        return ("is " + effect.state() + " " + effect.reason()).strip();
    }

    static String installed(View view) {
        return "installs view " + view.number() + ": "
                + view.members().stream().map(each -> each.member().name()).collect(Collectors.joining(" "));
    }

    String delivered(Delivery delivery) {
        return "delivers \"" + new String(delivery.payload(), StandardCharsets.US_ASCII) + "\" ("
                + name(delivery.origin()) + delivery.sequence() + ", t=" + delivery.number() + ")";
    }

    String control(Control message) {
        return switch (message.type()) {
            case HEARTBEAT -> "heartbeat, my log ends at " + ((Control.Heartbeat) message).logEnd();
            case POSITION_QUERY -> "how far have you come?";
            case POSITION ->
                "I have all below " + ((Control.Position) message).position()
                        + (((Control.Position) message).holding() ? ", and take no more for now" : "");
            case PULL -> "send again from " + ((Control.Pull) message).position();
            case KNOWN ->
                "I have " + ((Control.Known) message).received() + ", stable are " + ((Control.Known) message).stable();
            case SUSPICION -> "I do not hear " + name(((Control.Suspicion) message).suspect());
            case VIEW -> viewControl((ViewControl) message);
            case JOIN, TRANSFER -> message.toString();
        };
    }

    private String viewControl(ViewControl message) {
        return switch (message.kind()) {
            case POLL -> "would you promise " + ((ViewControl.Poll) message).ballot() + "?";
            case POLL_ANSWER -> "I would; I do not hear " + names(((ViewControl.PollAnswer) message).reports());
            case PREPARE -> "promise " + ((ViewControl.Prepare) message).ballot();
            case PROMISE ->
                "promised; I have " + ((ViewControl.Promise) message).received().last();
            case ACCEPT -> {
                Proposal proposal = ((ViewControl.Accept) message).proposal();
                yield "accept view " + proposal.view().number() + " after "
                        + proposal.cut().last();
            }
            case ACCEPTED -> "accepted";
            case DECISION ->
                "view " + ((ViewControl.Decision) message).proposal().view().number() + " is decided";
            case INSTALLED -> "I have installed it";
            case ALL_INSTALLED -> "all have installed it";
            case FETCH -> {
                ViewControl.Fetch fetch = (ViewControl.Fetch) message;
                yield "send me what " + name(fetch.origin()) + " broadcast, " + (fetch.after() + 1) + " to "
                        + fetch.through();
            }
            case FETCHED ->
                "here you are, " + ((ViewControl.Fetched) message).entries().remaining() + " bytes";
            case REFUSAL, BEHIND, GONE, LEAVE, SYNCED -> message.toString();
        };
    }

    private String names(List<Integer> indexes) {
        return indexes.isEmpty() ? "nobody" : indexes.stream().map(this::name).collect(Collectors.joining(", "));
    }

    String entries(byte[] bytes) {
        List<String> words = new ArrayList<>();
        int length;
        for (int at = 0; at < bytes.length; at += length) {
            length = Entry.length(bytes, at);
            if (Entry.kind(bytes, at) == Entry.COUNTERS) {
                for (int i = 0; i < Entry.pairs(bytes, at); i++) {
                    String origin = name(Entry.pairOrigin(bytes, at, i));
                    words.add((Entry.pairStable(bytes, at, i) > 0
                                    ? "stable " + origin + "+" + Entry.pairStable(bytes, at, i)
                                    : "")
                            + (Entry.pairDone(bytes, at, i) > 0
                                    ? "done " + origin + "+" + Entry.pairDone(bytes, at, i)
                                    : ""));
                }
            } else {
                words.add(name(Entry.origin(bytes, at)) + Entry.sequence(bytes, at) + " t=" + Entry.number(bytes, at));
            }
        }
        return words.toString();
    }

    private String name(int index) {
        return view.member(index).name();
    }
}
