package io.rmix.benchmarks.ring;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** A system that is measured. */
enum Contender {
    /** This project's ring. */
    OURS("RMIX/DVM"),
    /** {@link JGroupsGroup}. */
    JGROUPS("JGroups SEQUENCER"),
    /** {@link BareRing}. */
    BARE("bare ring"),
    /** {@link RatisGroup}. */
    RATIS("Apache Ratis");

    /** Silence after which members of any contender are suspected: processes that share few processors are late at their start. */
    static final Duration SUSPICION = Duration.ofSeconds(20);

    private static final int USUAL_MEMBERS = 3;
    /** Of the machine's memory, one for the heaps of each contender but Ratis, and more for the rest. */
    private static final int SHARES = 5;

    private static final long MEBI = 1 << 20;
    /** MiB. */
    private static final long LEAST_HEAP = 256;

    private static final long MOST_HEAP = 2048;

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** For tables. */
    String title() {
        return title;
    }

    Group join(Membership membership, Group.Events events) throws Exception {
        return switch (this) {
            case OURS -> new RmixGroup(membership, events);
            case JGROUPS -> new JGroupsGroup(membership, events);
            case BARE -> new BareRing(membership, events);
            case RATIS -> new RatisGroup(membership, events);
        };
    }

    /** Whether a member joins only after the one before it, lest several found groups of their own. */
    boolean joinsInTurn() {
        return this == JGROUPS;
    }

    /** Consecutive ports that it needs, the members' own ones first. */
    int ports(int members) {
        return this == JGROUPS ? 2 * members : members;
    }

    /** The member that sends where one does: the last one, which neither sequences nor leads; with Ratis the leader, whose client is nearest. */
    int lone(int members) {
        return this == RATIS ? 0 : members - 1;
    }

    /** Own messages that a sender has undelivered; Ratis is far slower with fewer. */
    int outstanding(int usual) {
        return this == RATIS ? Math.max(usual, 4096) : usual;
    }

    /** How long its code takes to be compiled: the more processes share the processors the longer, and the bare ring has little of it. */
    Duration warmUp(Duration usual, int members) {
        Duration whole = usual.multipliedBy(members).dividedBy(USUAL_MEMBERS);
        return this == BARE ? whole.dividedBy(4) : whole;
    }

    /**
     * For its processes. All contenders of a ring live side by side, and together must not have more memory than there is. Ratis never
     * forgets what its log in memory has, and hands work to the common pool, which on two processors would start a thread for each task.
     */
    List<String> jvmOptions(int members) {
        if (this == RATIS) return List.of("-Xmx2g", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4");
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long share = machine.getTotalMemorySize() / SHARES / members / MEBI;
        return List.of("-Xmx" + Math.max(LEAST_HEAP, Math.min(MOST_HEAP, share)) + "m");
    }
}
