package io.rmix.dvm.sim;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Member;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.SlowMemberPolicy;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a seed stands for. Times are nanoseconds of virtual time.
 *
 * @param seed replays it
 * @param shared configuration of all members: often with windows of a few messages and frames of one
 * @param local configuration of each member
 * @param view 2 to 9 members with shuffled priorities
 * @param messages how many each member broadcasts, at least
 * @param smallPayloads whether most payloads are a few bytes
 * @param reliableShare of the messages that are reliable, in percent
 * @param frameLoss of 1,000 frames that are lost, the connection staying
 * @param controlLoss of 1,000 control messages that are lost, and of those that come several heartbeats late
 * @param breaks how often each link breaks or moves in 1,000 frames
 * @param delay longest delay of a frame or control message
 * @param burst how long a member gathers events, at the most, before it asks for effects
 * @param slow how long the application of each member takes for a message, at the most
 * @param lateTicks of 1,000 ticks that come up to 60 percent of the suspicion time-out late
 * @param calm whether nothing is lost, broken or late: then the ring must go on without the help of heartbeats
 * @param pause how long an application that submits waits at the most
 * @param mishaps how many things happen to members: they die, sleep, are cut off, leave, join
 */
record Scenario(
        long seed,
        SharedConfiguration shared,
        LocalConfiguration local,
        View view,
        int messages,
        boolean smallPayloads,
        int reliableShare,
        int frameLoss,
        int controlLoss,
        int breaks,
        long delay,
        long burst,
        long[] slow,
        int lateTicks,
        boolean calm,
        long pause,
        int mishaps) {
    /** Fewest deliveries of a seed. */
    static final int DELIVERIES = 2000;

    /** Virtual time in which something must be delivered whatever happens. */
    static final long PATIENCE = 3_000_000_000L;

    private static final long MICRO = 1000;

    static Scenario of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(16) == 0 ? 2 : 3 + random.nextInt(7);
        int maxMessage = pick(random, 8, 40, 200, 1000);
        int window = Math.max(96, maxMessage + 32) * pick(random, 1, 2, 5, 20);
        int frame = Math.max(8 + 12 * size, maxMessage + 32) + pick(random, 0, 17, 300, 4000);
        SharedConfiguration shared = new SharedConfiguration(
                "sim",
                window,
                maxMessage,
                frame,
                Duration.ofMillis(10),
                Duration.ofMillis(500),
                Duration.ofMillis(500));
        LocalConfiguration local =
                new LocalConfiguration(1024 * pick(random, 1, 2, 8), SlowMemberPolicy.WAIT, Duration.ofSeconds(1));
        long[] slow = new long[size];
        int slowOnes = random.nextInt(3);
        for (int i = 0; i < slowOnes; i++) {
            slow[random.nextInt(size)] = pick(random, 20, 100, 400) * MICRO;
        }
        boolean calm = random.nextInt(4) == 0;
        return new Scenario(
                seed,
                shared,
                local,
                view(size, random),
                DELIVERIES / (size * size) + 1,
                random.nextBoolean(),
                pick(random, 0, 0, 20, 100 - 20),
                calm ? 0 : pick(random, 0, 3, 30),
                calm ? 0 : pick(random, 0, 10, 150),
                calm ? 0 : pick(random, 0, 5, 20),
                pick(random, 20, 200, 2000) * MICRO,
                pick(random, 50, 50, 1000) * MICRO,
                slow,
                calm ? 0 : pick(random, 0, 5),
                calm,
                300 * MICRO,
                0);
    }

    /** The same with members that come and go: 3 to 12 at first. */
    static Scenario ofMembership(long seed) {
        Scenario steady = of(seed);
        SplittableRandom random = new SplittableRandom(seed ^ 0x5bd1e995L);
        int any = 3 + Math.min(random.nextInt(10), random.nextInt(10));
        // One that dies and one that is cut off are a minority of five.
        int size = isOfDeciders(seed) ? Math.max(5, any) : any;
        SharedConfiguration small = steady.shared;
        SharedConfiguration shared = new SharedConfiguration(
                small.dvm(),
                Math.max(96, small.maxMessageBytes() + 32) * pick(random, 1, 2, 4, 8),
                small.maxMessageBytes(),
                Math.max(small.maxFrameBytes(), 300),
                Duration.ofMillis(pick(random, 25, 50, 50)),
                small.suspicionTimeout(),
                small.formationTimeout());
        return new Scenario(
                seed,
                shared,
                steady.local,
                view(size, random),
                20,
                steady.smallPayloads,
                steady.reliableShare,
                steady.frameLoss,
                steady.controlLoss,
                steady.breaks,
                steady.delay,
                steady.burst,
                Arrays.copyOf(steady.slow, size),
                steady.lateTicks,
                steady.calm,
                pick(random, 150_000, 300_000, 600_000) * MICRO,
                2 + random.nextInt(5));
    }

    /** One of those of members that come and go in which whoever decides dies. */
    static Scenario ofDeciders(long number) {
        return ofMembership(32 * number + 15);
    }

    /** How long the application of a process takes for a message, at the most. */
    long slow(String name) {
        int index = view.indexOf(name);
        return index < 0 ? 0 : slow[index];
    }

    /** Nanoseconds between two ticks. */
    long heartbeat() {
        return shared.heartbeat().toNanos();
    }

    /** Whether snapshots take long, or are not made. */
    boolean isSlowTransfer() {
        return mishaps > 0 && seed % 4 == 1;
    }

    /** Every eighth seed of membership has deaths alone, and survivors that go on without a majority. */
    QuorumPolicy policy() {
        return isSurvivors() ? QuorumPolicy.SURVIVORS : QuorumPolicy.MAJORITY;
    }

    /** In every third seed members begin ballots of their own at once, so that there are many rivals. */
    boolean isImpatient() {
        return mishaps > 0 && seed % 3 == 0;
    }

    /** In every 32nd seed members leave together, and whoever decides it dies: those that left may be the last that have messages. */
    boolean isOfLeavers() {
        return mishaps > 0 && seed % 32 == 7;
    }

    /** In every 32nd seed whoever decides dies while it tells so, and those that know are cut off: the others have to find out what was decided. */
    boolean isOfDeciders() {
        return mishaps > 0 && isOfDeciders(seed);
    }

    private static boolean isOfDeciders(long seed) {
        return seed % 32 == 15;
    }

    boolean isSurvivors() {
        return mishaps > 0 && seed % 8 == 0;
    }

    /** Virtual time in which something must be delivered, or the ring stands: of a calm ring, two rounds and the pauses of those who submit and consume. */
    long patience() {
        if (!calm || mishaps > 0) {
            return PATIENCE;
        }
        return 4 * view.size() * (delay + burst) + 4000 * MICRO;
    }

    private static View view(int size, SplittableRandom random) {
        int[] priorities = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            priorities[i] = priorities[j];
            priorities[j] = i;
        }
        List<ViewMember> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add(ViewMember.voter(new Member(String.valueOf((char) ('a' + i)), 1, priorities[i])));
        }
        return new View(1, new Ballot(0, "a", 1), new Lineage(1, random.nextLong()), members, 1);
    }

    private static int pick(SplittableRandom random, int... values) {
        return values[random.nextInt(values.length)];
    }
}
