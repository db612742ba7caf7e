package io.rmix.dvm.sim;

import io.rmix.dvm.Identity;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The connection from a member to its successor in one view: frames in order, a few under way, lost now and then. When it breaks, or is moved while it
 * works, what was under way is lost or comes late, even after frames of the next connection. While its ends are cut off from each other there is none.
 */
final class SimLink {
    private static final long MAKE_CONNECTION = 3_000_000;
    private static final long LATER = TimeUnit.MILLISECONDS.toNanos(Effect.SendFrame.LATER_MILLIS);

    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Checker checker;
    private final Network network;
    private final SimProcess sender;
    private final Identity identity;
    private final Faults faults;
    private final Tally tally;
    private final int grant;
    private int connection;
    private int underWay;
    private long lastArrival;
    /** Frames taken of which the sender is told later. */
    private int untold;

    private boolean closed;
    /** The sender has been told of the connection; one that sleeps is told later, and what it sends before goes nowhere. */
    private boolean live;

    SimLink(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            Checker checker,
            Network network,
            SimProcess sender,
            Identity identity,
            Faults faults,
            Tally tally) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.checker = checker;
        this.network = network;
        this.sender = sender;
        this.identity = identity;
        this.faults = faults;
        this.tally = tally;
        this.grant = 1 + random.nextInt(6);
    }

    /** Another view has been installed. */
    void close() {
        closed = true;
        connection++;
    }

    /** A connection, which may break before anything went over it. */
    void connect() {
        if (closed || sender.isDead()) {
            return;
        }
        if (isCut()) {
            time.in(MAKE_CONNECTION + random.nextLong(MAKE_CONNECTION), this::connect);
            return;
        }
        connection++;
        underWay = 0;
        untold = 0;
        lastArrival = 0;
        live = false;
        int mine = connection;
        sender.feed(new Event.LinkUp(grant), () -> {
            live |= !closed && mine == connection;
            return live && mine == connection;
        });
        if (random.nextInt(1000) < 4 * scenario.breaks()) {
            breakSoon();
        }
    }

    /** Tells the sender, unless it has gone on to another view, or the connection to another one. */
    private void tell(Event event) {
        int mine = connection;
        sender.feed(event, () -> !closed && mine == connection);
    }

    private boolean isCut() {
        return network.isCut(sender.name(), identity.target()) || network.isCut(identity.target(), sender.name());
    }

    void send(Effect.SendFrame frame) {
        if (!live) {
            return;
        }
        underWay++;
        if (underWay > grant) {
            throw checker.failure("bounds: %s frames under way, granted were %s", underWay, grant);
        }
        if (frame.length() > scenario.shared().maxFrameBytes()) {
            throw checker.failure("bounds: frame of %s bytes", frame.length());
        }
        byte[] early = entries(frame);
        int mine = connection;
        long arrival = Math.max(time.now() + 1 + random.nextLong(scenario.delay()), lastArrival + 1);
        lastArrival = arrival;
        boolean lost = random.nextInt(1000) < scenario.frameLoss();
        time.in(arrival - time.now(), () -> {
            // What was never sent before may be read out of the log as late as this.
            byte[] entries = frame.repeated() ? early : entries(frame);
            faults.tamper(entries);
            arrive(
                    mine,
                    lost,
                    frame.awaited(),
                    new Event.FrameReceived(identity, frame.position(), ByteBuffer.wrap(entries)));
        });
        if (random.nextInt(1000) < scenario.breaks()) {
            breakSoon();
        }
    }

    private static byte[] entries(Effect.SendFrame frame) {
        return Arrays.copyOfRange(frame.log(), frame.offset(), frame.offset() + frame.length());
    }

    private void tellTaken() {
        if (untold > 0) {
            tell(new Event.LinkReady(untold));
            untold = 0;
        }
    }

    private void arrive(int mine, boolean lost, boolean awaited, Event received) {
        SimProcess receiver = network.process(identity.target());
        if (mine == connection && isCut()) {
            breakNow();
        } else if (mine == connection) {
            if (lost) {
                tally.hit(Hit.FRAME_LOST);
            } else {
                receiver.feed(received);
            }
            underWay--;
            untold++;
            if (awaited) {
                tellTaken();
            } else if (untold == 1) {
                time.in(LATER, () -> {
                    if (mine == connection) {
                        tellTaken();
                    }
                });
            }
        } else if (!lost && random.nextInt(3) == 0) {
            // The next connection is made, and busy, before the receiver is through with this one.
            tally.hit(closed ? Hit.FRAME_OF_AN_EARLIER_VIEW : Hit.FRAME_OF_AN_EARLIER_CONNECTION);
            time.in(1 + random.nextLong(3 * MAKE_CONNECTION), () -> receiver.feed(received));
        }
    }

    /** Breaks, and is made anew; or moves to another connection at once, as to another provider. */
    private void breakSoon() {
        int mine = connection;
        time.in(random.nextLong(scenario.delay()), () -> {
            if (mine != connection) {
                return;
            }
            if (random.nextInt(4) == 0) {
                move();
                return;
            }
            breakNow();
        });
    }

    /** Goes on over another connection, as over another provider. */
    void move() {
        if (!closed) {
            tally.hit(sender.isChanging() ? Hit.LINK_MOVED_IN_CHANGE : Hit.LINK_MOVED);
            connect();
        }
    }

    private void breakNow() {
        tally.hit(Hit.LINK_BROKEN);
        connection++;
        live = false;
        tell(new Event.LinkDown("broken by the simulator"));
        time.in(1 + random.nextLong(MAKE_CONNECTION), this::connect);
    }
}
