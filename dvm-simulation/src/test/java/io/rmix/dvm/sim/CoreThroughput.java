package io.rmix.dvm.sim;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Member;
import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.CoreWith;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The core without a network: members wired by direct calls in one thread, all of them sending. Prints messages per second (each delivered
 * by every member). Arguments: members, payload bytes,
 * seconds, frame bytes, window bytes.
 */
public final class CoreThroughput {
    private CoreThroughput() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int payload = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1024;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        int frameBytes = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 256 << 10;
        SharedConfiguration shared = new SharedConfiguration(
                "bench",
                arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1 << 20,
                Math.max(payload, 1024),
                frameBytes,
                Duration.ofMillis(200),
                Duration.ofSeconds(3),
                Duration.ofSeconds(60));
        List<ViewMember> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add(ViewMember.voter(new Member("m" + i, 1, i)));
        }
        View view = new View(1, new Ballot(0, "m0", 1), new Lineage(1, 2), members, 1);
        MemberCore[] cores = new MemberCore[size];
        List<ArrayDeque<Event>> inbox = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            cores[i] = CoreWith.founding(shared, LocalConfiguration.defaults(), view, i, 0);
            cores[i].effects();
            inbox.add(new ArrayDeque<>());
            if (size > 1) {
                cores[i].handle(new Event.LinkUp(2));
            }
        }
        byte[] message = new byte[payload];
        ArrayDeque<byte[]> pool = new ArrayDeque<>();
        long start = System.nanoTime();
        long last = start;
        long lastDelivered = 0;
        long delivered = 0;
        long frames = 0;
        while (System.nanoTime() - start < seconds * 1_000_000_000L) {
            for (int round = 0; round < 100; round++) {
                for (int i = 0; i < size; i++) {
                    MemberCore core = cores[i];
                    ArrayDeque<Event> in = inbox.get(i);
                    while (!in.isEmpty()) {
                        Event event = in.poll();
                        core.handle(event);
                        if (event.type() == Event.Type.FRAME_RECEIVED) {
                            pool.push(((Event.FrameReceived) event).entries().array());
                        }
                    }
                    while (core.submit(Order.ATOMIC, 0, message, 0, payload) > 0) {}
                    for (Effect effect : core.effects()) {
                        switch (effect.type()) {
                            case SEND_FRAME -> {
                                Effect.SendFrame frame = (Effect.SendFrame) effect;
                                byte[] copy = pool.isEmpty() ? new byte[shared.maxFrameBytes()] : pool.pop();
                                System.arraycopy(frame.log(), frame.offset(), copy, 0, frame.length());
                                int to = view.successor(i);
                                inbox.get(to)
                                        .add(new Event.FrameReceived(
                                                core.identityToSuccessor(),
                                                frame.position(),
                                                ByteBuffer.wrap(copy, 0, frame.length())));
                                in.add(new Event.LinkReady(1));
                                frames++;
                            }
                            case SEND_CONTROL -> {
                                Effect.SendControl control = (Effect.SendControl) effect;
                                int to = view.indexOf(control.identity().target());
                                inbox.get(to).add(new Event.ControlReceived(control.identity(), control.message()));
                            }
                            case DELIVER -> {
                                Effect.Deliver deliver = (Effect.Deliver) effect;
                                in.add(new Event.Consumed(deliver.to()));
                                delivered = i == 0 ? deliver.to() : delivered;
                            }
                            case REFUSED -> throw new IllegalStateException(effect.toString());
                            default -> {}
                        }
                    }
                }
            }
            long now = System.nanoTime();
            if (now - last > 1_000_000_000L) {
                System.out.printf(
                        "%,d messages/s, %d frames, %s%n",
                        (delivered - lastDelivered) * 1_000_000_000L / (now - last), frames, cores[0].status());
                last = now;
                lastDelivered = delivered;
                frames = 0;
            }
        }
    }
}
