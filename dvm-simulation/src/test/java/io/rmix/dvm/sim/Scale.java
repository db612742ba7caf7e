package io.rmix.dvm.sim;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Member;
import io.rmix.dvm.MemberState;
import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.SlowMemberPolicy;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.CoreWith;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A large ring on a network that loses nothing and takes the same time for everything: what a broadcast costs a link, and how long a change of views takes. */
public final class Scale {
    private static final long HEARTBEAT = 100_000_000;
    private static final long ONE_WAY = 500_000;
    private static final Duration SUSPICION = Duration.ofMillis(1000);
    private static final long DETECTION = SUSPICION.toNanos() + HEARTBEAT;

    private final Timeline time = new Timeline();
    private final MemberCore[] cores;
    private final View first;
    private final boolean[] dead;
    private final long[] views;
    private final long[] delivered;
    private long frames;
    private long frameBytes;
    private long diedAt;
    private long installedAt;
    private boolean loaded;
    private int left;
    private long latest = 1;

    /** Measures one size, in a process of its own: a thousand members in one take more memory than a test should. */
    public static void main(String[] arguments) {
        Measured measured = new Scale(Integer.parseInt(arguments[0])).measure(Integer.parseInt(arguments[1]));
        System.out.printf(
                Locale.ROOT,
                "%.3f %.3f %.3f%n",
                measured.framesPerLink(),
                measured.bytesPerLink(),
                measured.roundTrips());
    }

    /**
     * What was measured.
     *
     * @param framesPerLink of one broadcast
     * @param bytesPerLink of one broadcast, entries alone
     * @param roundTrips from the death of a member, the detection time, and one heartbeat, for silence is looked at once in one, until all others have installed a
     *     view without it; less than nothing if it was noticed early
     */
    record Measured(double framesPerLink, double bytesPerLink, double roundTrips) {}

    Scale(int size) {
        SharedConfiguration shared = new SharedConfiguration(
                "scale", 128, 64, Math.max(512, 8 + 12 * size), Duration.ofNanos(HEARTBEAT), SUSPICION, SUSPICION);
        LocalConfiguration local = new LocalConfiguration(1024, SlowMemberPolicy.WAIT, Duration.ofSeconds(1));
        List<ViewMember> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add(ViewMember.voter(new Member("m" + i, 1, size - i)));
        }
        first = new View(1, new Ballot(0, "m0", 1), new Lineage(1, 1), members, 1);
        cores = new MemberCore[size];
        dead = new boolean[size];
        views = new long[size];
        delivered = new long[size];
        for (int i = 0; i < size; i++) {
            int member = i;
            cores[i] = CoreWith.founding(shared, local, first, i, 0);
            execute(i);
            time.in(1 + (long) i * HEARTBEAT / size, () -> tick(member));
        }
    }

    /** Broadcasts from one member, one after another; then the member behind it dies. */
    Measured measure(int broadcasts) {
        until(() -> time.now() > 4 * HEARTBEAT);
        frames = 0;
        frameBytes = 0;
        for (int i = 1; i <= broadcasts; i++) {
            long expected = i;
            until(() -> cores[0].submit(Order.ATOMIC, 0, new byte[64], 0, 64) > 0);
            execute(0);
            until(() -> Arrays.stream(delivered).allMatch(each -> each >= expected));
        }
        // The last done counters have not come round yet when the last delivery is made.
        long quiet = time.now() + cores.length * 2 * ONE_WAY + 1;
        until(() -> time.now() > quiet);
        double links = (double) broadcasts * cores.length;
        double perLink = frames / links;
        double bytes = frameBytes / links;
        dead[1] = true;
        diedAt = time.now();
        until(() -> installedEverywhere(2));
        return new Measured(perLink, bytes, (installedAt - diedAt - DETECTION) / (2.0 * ONE_WAY));
    }

    /**
     * All members are told to leave within a while, one after another, all of them broadcasting.
     *
     * @param within nanoseconds
     * @return how many round trips and heartbeats after the last was told so all have left, and in how many changes of views
     */
    Leaving leaveTogether(long within) {
        loaded = true;
        until(() -> time.now() > 4 * HEARTBEAT);
        for (int i = 0; i < cores.length; i++) {
            int member = i;
            time.in(1 + within * i / cores.length, () -> feed(member, new Event.Leave()));
        }
        long told = time.now() + within;
        while (left < cores.length) {
            time.step();
        }
        return new Leaving((time.now() - told) / 1_000_000.0, latest - 1);
    }

    /**
     * How members left.
     *
     * @param millis since the last was told to
     * @param changes of views
     */
    record Leaving(double millis, long changes) {}

    private boolean installedEverywhere(long view) {
        for (int i = 0; i < cores.length; i++) {
            if (!dead[i] && views[i] < view) {
                return false;
            }
        }
        return true;
    }

    private void until(BooleanSupplier condition) {
        for (int steps = 0; !condition.getAsBoolean(); steps++) {
            for (int i = 0; i < 16; i++) {
                time.step();
            }
            if (time.now() > 600_000_000_000L) {
                throw new IllegalStateException("nothing comes of it, after " + steps + " steps");
            }
        }
    }

    private void tick(int member) {
        if (!dead[member]) {
            feed(member, new Event.Tick(time.now()));
            time.in(HEARTBEAT, () -> tick(member));
        }
    }

    private void feed(int member, Event event) {
        if (!dead[member]) {
            cores[member].handle(event);
            execute(member);
        }
    }

    private void execute(int member) {
        for (Effect effect : List.copyOf(cores[member].effects())) {
            switch (effect.type()) {
                case SEND_FRAME -> frame(member, (Effect.SendFrame) effect);
                case SEND_CONTROL -> {
                    Effect.SendControl send = (Effect.SendControl) effect;
                    int to = first.indexOf(send.identity().target());
                    time.in(ONE_WAY, () -> feed(to, new Event.ControlReceived(send.identity(), send.message())));
                }
                case DELIVER -> {
                    long through = ((Effect.Deliver) effect).to();
                    delivered[member] = through;
                    time.in(1, () -> consumed(member, through));
                }
                case VIEW_INSTALLED -> {
                    views[member] = ((Effect.ViewInstalled) effect).view().number();
                    latest = Math.max(latest, views[member]);
                    installedAt = time.now();
                    time.in(1, () -> feed(member, new Event.LinkUp(4)));
                }
                case STATE_CHANGED -> {
                    if (((Effect.StateChanged) effect).state() == MemberState.LEFT) {
                        left(member, ((Effect.StateChanged) effect).reason());
                    }
                }
                case REFUSED -> throw new IllegalStateException(effect.toString());
                default -> {}
            }
        }
    }

    private void consumed(int member, long through) {
        feed(member, new Event.Consumed(through));
        if (loaded && !dead[member]) {
            cores[member].submit(Order.ATOMIC, 0, new byte[64], 0, 64);
            execute(member);
        }
    }

    private void left(int member, String reason) {
        if (!loaded) {
            throw new IllegalStateException("m" + member + " left: " + reason);
        }
        dead[member] = true;
        left++;
    }

    private void frame(int member, Effect.SendFrame frame) {
        byte[] copy = Arrays.copyOfRange(frame.log(), frame.offset(), frame.offset() + frame.length());
        frames++;
        frameBytes += copy.length;
        var identity = cores[member].identityToSuccessor();
        int to = first.indexOf(identity.target());
        time.in(ONE_WAY, () -> {
            feed(to, new Event.FrameReceived(identity, frame.position(), ByteBuffer.wrap(copy)));
            feed(member, new Event.LinkReady(1));
        });
    }
}
