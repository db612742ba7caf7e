package io.rmix.dvm.sim;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Member;
import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.SlowMemberPolicy;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.CoreWith;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.steady.Delivery;
import io.rmix.dvm.protocol.steady.DeliveryQueue;
import io.rmix.dvm.protocol.view.Proposal;
import io.rmix.dvm.protocol.view.ViewControl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** A small ring that is led step by step and writes down in plain words what happens. Nothing happens by itself: what is sent waits in a letter box until it is taken. */
final class Story {
    private record Letter(int from, String text, Event event) {}

    private static final long HEARTBEAT = 10_000_000;

    private final View view;
    private final View[] views;
    private final DeliveryQueue[] queues;
    private final long[] told;
    private final long[] consumed;
    private final MemberCore[] cores;
    private final List<Deque<Letter>> boxes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final Delivery delivery = new Delivery();
    private long now;

    Story(String title, int size, int window, int queue) {
        List<ViewMember> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add(ViewMember.voter(new Member(String.valueOf((char) ('a' + i)), 1, size - i)));
        }
        view = new View(1, new Ballot(0, "a", 1), new Lineage(0, 1), members, 1);
        SharedConfiguration shared = new SharedConfiguration(
                "story", window, 64, 512, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(100));
        LocalConfiguration local = new LocalConfiguration(queue, SlowMemberPolicy.WAIT, Duration.ofSeconds(1));
        cores = new MemberCore[size];
        views = new View[size];
        queues = new DeliveryQueue[size];
        told = new long[size];
        consumed = new long[size];
        for (int i = 0; i < size; i++) {
            cores[i] = CoreWith.founding(shared, local, view, i, 0);
            boxes.add(new ArrayDeque<>());
            act(i);
        }
        text.setLength(0);
        text.append(title.strip()).append('\n');
    }

    /** All links come up, and the questions for positions are answered; not told. */
    Story connected() {
        return untold(() -> {
            for (MemberCore core : cores) {
                core.handle(new Event.LinkUp(9));
            }
            for (int i = 0; i < cores.length; i++) {
                act(i);
            }
            quiet();
        });
    }

    /** What happens without being written down. */
    Story untold(Runnable what) {
        int mark = text.length();
        what.run();
        text.setLength(mark);
        return this;
    }

    Story says(String line) {
        text.append('\n').append(line).append('\n');
        return this;
    }

    Story broadcasts(int member, Order order, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.US_ASCII);
        long answer = cores[member].submit(order, 0, bytes, 0, bytes.length);
        String result = answer == MemberCore.NO_ROOM
                ? "no room"
                : answer == MemberCore.ENDED ? "ended" : "it is number " + answer;
        line(
                member,
                "broadcasts " + order.name().toLowerCase(java.util.Locale.ROOT) + " \"" + payload + "\": " + result);
        return this;
    }

    /** What a member has gathered in this burst goes out. */
    Story acts(int member) {
        act(member);
        return this;
    }

    /** The member takes the oldest letter in its box. */
    Story takes(int member) {
        Letter letter = boxes.get(member).remove();
        line(member, "takes from " + name(letter.from) + ": " + letter.text);
        cores[member].handle(letter.event);
        act(member);
        return this;
    }

    /** The oldest letter to a member is lost. */
    Story loses(int member) {
        Letter letter = boxes.get(member).remove();
        text.append("  (lost on the way to ")
                .append(name(member))
                .append(": ")
                .append(letter.text)
                .append(")\n");
        return this;
    }

    /** Everybody takes letters until there are none. */
    Story quiet() {
        return silenced(-1);
    }

    /** Everybody takes letters until there are none; those to a dead member are not heard. */
    Story silenced(int dead) {
        boolean any = true;
        while (any) {
            any = false;
            for (int i = 0; i < cores.length; i++) {
                if (i == dead) {
                    boxes.get(i).clear();
                } else if (!boxes.get(i).isEmpty()) {
                    takes(i);
                    any = true;
                }
            }
        }
        return this;
    }

    /** As {@link #quiet}, and applications consume at once, but for one. */
    Story consumesAllBut(int slow) {
        for (boolean any = true; any; ) {
            quiet();
            any = false;
            for (int i = 0; i < cores.length; i++) {
                if (i != slow && consumed[i] < told[i]) {
                    consumed[i] = told[i];
                    cores[i].handle(new Event.Consumed(told[i]));
                    act(i);
                    any = true;
                }
            }
        }
        return this;
    }

    Story happens(int member, String what, Event event) {
        line(member, what);
        cores[member].handle(event);
        act(member);
        return this;
    }

    /** Heartbeats pass, at all members but one. */
    Story timePasses(int heartbeats, int butAt) {
        for (int i = 0; i < heartbeats; i++) {
            now += HEARTBEAT;
            for (int member = 0; member < cores.length; member++) {
                if (member != butAt) {
                    cores[member].handle(new Event.Tick(now));
                    act(member);
                }
            }
        }
        return this;
    }

    String text() {
        return text.toString();
    }

    private void act(int member) {
        for (Effect effect : cores[member].effects()) {
            switch (effect.type()) {
                case SEND_FRAME -> frame(member, (Effect.SendFrame) effect);
                case SEND_CONTROL -> {
                    Effect.SendControl send = (Effect.SendControl) effect;
                    letter(
                            member,
                            view.indexOf(send.identity().target()),
                            control(member, send.message()),
                            new Event.ControlReceived(send.identity(), send.message()));
                }
                case DELIVER -> deliver(member, (Effect.Deliver) effect);
                case COMPLETED -> {
                    Effect.Completed completed = (Effect.Completed) effect;
                    line(member, "knows that everybody has its messages up to " + completed.through());
                }
                case FAILED -> {
                    Effect.Failed failed = (Effect.Failed) effect;
                    line(
                            member,
                            "answers " + failed.outcome() + " for its messages " + (failed.after() + 1) + " to "
                                    + failed.through());
                }
                case WINDOW_OPENED -> line(member, "has room again");
                case SUSPECTED ->
                    line(
                            member,
                            "suspects " + ((Effect.Suspected) effect).member().name() + ": "
                                    + ((Effect.Suspected) effect).reason());
                case VIEW_INSTALLED -> installed(member, (Effect.ViewInstalled) effect);
                case STATE_CHANGED -> {
                    Effect.StateChanged changed = (Effect.StateChanged) effect;
                    line(member, ("is " + changed.state() + " " + changed.reason()).strip());
                }
                case REACH,
                        ASK_CONTACTS,
                        TAKE_SNAPSHOT,
                        SEND_CHUNK,
                        DROP_SNAPSHOT,
                        KEEP_CHUNK,
                        RESTORE,
                        DROP_DELIVERIES -> {}
                case REFUSED -> line(member, "refuses: " + ((Effect.Refused) effect).reason());
            }
        }
    }

    private void installed(int member, Effect.ViewInstalled effect) {
        views[member] = effect.view();
        queues[member] = effect.deliveries();
        line(
                member,
                "installs view " + effect.view().number() + ": "
                        + effect.view().members().stream()
                                .map(each -> each.member().name())
                                .collect(Collectors.joining(" ")));
    }

    private void frame(int member, Effect.SendFrame frame) {
        byte[] copy = new byte[frame.length()];
        System.arraycopy(frame.log(), frame.offset(), copy, 0, copy.length);
        Identity identity = cores[member].identityToSuccessor();
        letter(
                member,
                view.indexOf(identity.target()),
                "frame at " + frame.position() + " " + entries(member, copy),
                new Event.FrameReceived(identity, frame.position(), ByteBuffer.wrap(copy)));
        cores[member].handle(new Event.LinkReady(1));
    }

    private void letter(int from, int to, String what, Event event) {
        line(from, "sends " + name(to) + ": " + what);
        boxes.get(to).add(new Letter(from, what, event));
    }

    private void deliver(int member, Effect.Deliver effect) {
        for (long number = effect.from(); number <= effect.to(); number++) {
            queues[member].read(number, delivery);
            line(
                    member,
                    "delivers \"" + new String(delivery.payload(), StandardCharsets.US_ASCII) + "\" ("
                            + name(member, delivery.origin()) + delivery.sequence() + ", t=" + delivery.number()
                            + ")");
        }
        told[member] = effect.to();
    }

    private String control(int member, Control message) {
        return switch (message.type()) {
            case HEARTBEAT -> "heartbeat, my log ends at " + ((Control.Heartbeat) message).logEnd();
            case POSITION_QUERY -> "how far have you come?";
            case POSITION ->
                "I have all below " + ((Control.Position) message).position()
                        + (((Control.Position) message).holding() ? ", and take no more for now" : "");
            case PULL -> "send again from " + ((Control.Pull) message).position();
            case SUSPICION -> "I do not hear " + name(member, ((Control.Suspicion) message).suspect());
            case VIEW -> view(member, (ViewControl) message);
            case JOIN, TRANSFER -> message.toString();
        };
    }

    private String view(int member, ViewControl message) {
        return switch (message.kind()) {
            case POLL -> "would you promise " + ((ViewControl.Poll) message).ballot() + "?";
            case POLL_ANSWER -> "I would; I do not hear " + names(member, ((ViewControl.PollAnswer) message).reports());
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
                yield "send me what " + name(member, fetch.origin()) + " broadcast, " + (fetch.after() + 1) + " to "
                        + fetch.through();
            }
            case FETCHED ->
                "here you are, " + ((ViewControl.Fetched) message).entries().remaining() + " bytes";
            case REFUSAL, BEHIND, GONE, LEAVE, SYNCED -> message.toString();
        };
    }

    private String names(int member, List<Integer> indexes) {
        return indexes.isEmpty()
                ? "nobody"
                : indexes.stream().map(each -> name(member, each)).collect(Collectors.joining(", "));
    }

    private String entries(int member, byte[] bytes) {
        List<String> words = new ArrayList<>();
        int length;
        for (int at = 0; at < bytes.length; at += length) {
            length = Entry.length(bytes, at);
            if (Entry.kind(bytes, at) == Entry.COUNTERS) {
                for (int i = 0; i < Entry.pairs(bytes, at); i++) {
                    String origin = name(member, Entry.pairOrigin(bytes, at, i));
                    words.add((Entry.pairStable(bytes, at, i) > 0
                                    ? "stable " + origin + "+" + Entry.pairStable(bytes, at, i)
                                    : "")
                            + (Entry.pairDone(bytes, at, i) > 0
                                    ? "done " + origin + "+" + Entry.pairDone(bytes, at, i)
                                    : ""));
                }
            } else {
                words.add(name(member, Entry.origin(bytes, at)) + Entry.sequence(bytes, at) + " t="
                        + Entry.number(bytes, at));
            }
        }
        return words.toString();
    }

    private void line(int member, String what) {
        text.append("  ").append(name(member)).append(' ').append(what).append('\n');
    }

    private String name(int member) {
        return view.member(member).name();
    }

    /** Of a ring index in the view that a member is in. */
    private String name(int member, int index) {
        return views[member].member(index).name();
    }
}
