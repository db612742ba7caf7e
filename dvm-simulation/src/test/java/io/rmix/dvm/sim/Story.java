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
import io.rmix.dvm.protocol.steady.Delivery;
import io.rmix.dvm.protocol.steady.DeliveryQueue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

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
                            words(member).control(send.message()),
                            new Event.ControlReceived(send.identity(), send.message()));
                }
                case DELIVER -> deliver(member, (Effect.Deliver) effect);
                case COMPLETED -> line(member, StoryText.completed((Effect.Completed) effect));
                case FAILED -> line(member, StoryText.failed((Effect.Failed) effect));
                case WINDOW_OPENED -> line(member, "has room again");
                case SUSPECTED -> line(member, StoryText.suspected((Effect.Suspected) effect));
                case VIEW_INSTALLED -> installed(member, (Effect.ViewInstalled) effect);
                case STATE_CHANGED -> line(member, StoryText.stateChanged((Effect.StateChanged) effect));
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
        line(member, StoryText.installed(effect.view()));
    }

    private void frame(int member, Effect.SendFrame frame) {
        byte[] copy = new byte[frame.length()];
        System.arraycopy(frame.log(), frame.offset(), copy, 0, copy.length);
        Identity identity = cores[member].identityToSuccessor();
        letter(
                member,
                view.indexOf(identity.target()),
                "frame at " + frame.position() + " " + words(member).entries(copy),
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
            line(member, words(member).delivered(delivery));
        }
        told[member] = effect.to();
    }

    private void line(int member, String what) {
        text.append("  ").append(name(member)).append(' ').append(what).append('\n');
    }

    private String name(int member) {
        return view.member(member).name();
    }

    /** The words of a member, in the view that it is in. */
    private StoryText words(int member) {
        return new StoryText(views[member]);
    }
}
