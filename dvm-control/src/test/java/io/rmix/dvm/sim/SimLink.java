package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * The connection from a member to its successor: frames in order, a few under way, lost now and then. When it breaks, what was
 * under way is lost or comes late, even after frames of the next connection.
 */
final class SimLink {
    private static final long MAKE_CONNECTION = 3_000_000;

    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final SimMember sender;
    private final SimMember receiver;
    private final FrameFault fault;
    private final int grant;
    private int connection;
    private long lastArrival;

    /** What a fault does to a frame's bytes on their way. */
    interface FrameFault {
        void tamper(byte[] entries);
    }

    SimLink(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            SimMember sender,
            SimMember receiver,
            FrameFault fault) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.sender = sender;
        this.receiver = receiver;
        this.fault = fault;
        this.grant = 1 + random.nextInt(3);
    }

    void connect() {
        connection++;
        sender.feed(new Event.LinkUp(grant));
    }

    void send(Effect.SendFrame frame) {
        byte[] copy = new byte[frame.length()];
        System.arraycopy(frame.log(), frame.offset(), copy, 0, copy.length);
        fault.tamper(copy);
        int mine = connection;
        long arrival = Math.max(time.now() + 1 + random.nextLong(scenario.delay()), lastArrival + 1);
        lastArrival = arrival;
        boolean lost = random.nextInt(1000) < scenario.frameLoss();
        boolean late = random.nextInt(3) == 0;
        time.in(arrival - time.now(), () -> {
            if (!lost && (mine == connection || late)) {
                receiver.feed(
                        new Event.FrameReceived(sender.identityTo(receiver), frame.position(), ByteBuffer.wrap(copy)));
            }
            if (mine == connection) {
                sender.feed(new Event.LinkReady(1));
            }
        });
        if (random.nextInt(1000) < scenario.breaks()) {
            time.in(random.nextLong(scenario.delay()), () -> breakDown(mine));
        }
    }

    private void breakDown(int broken) {
        if (broken == connection) {
            connection++;
            sender.feed(new Event.LinkDown("broken by the simulator"));
            time.in(1 + random.nextLong(MAKE_CONNECTION), this::connect);
        }
    }
}
