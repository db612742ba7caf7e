package io.rmix.cli.torture.plan;

import io.rmix.cli.torture.net.NetworkFault;
import java.util.Locale;
import java.util.Set;

/** Kinds of faults that can be asked for. */
public enum Fault {
    /** A process is killed with SIGKILL, and started again after the suspicion time-out. */
    KILL,
    /** A process is killed and started again before its death is noticed. */
    RESTART,
    /** Several processes are killed at once, or one while the death of another is dealt with, and started again. */
    STORM,
    /** A process is stopped with SIGSTOP and goes on with SIGCONT, before it is suspected or after; now and then so many that there is no quorum. */
    STOP,
    /** A member leaves, and comes back. */
    LEAVE,
    /** A member joins that nobody has configured, and leaves or is killed. */
    JOIN,
    /** Connections break. */
    CUT,
    /** The network falls in two, one-sided too, for a while or flapping. */
    PARTITION,
    /** Packets are lost. */
    LOSS,
    /** The network is slow. */
    RATE;

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it can be done on a network that can do these faults. */
    public boolean isPossible(Set<NetworkFault> network) {
        return switch (this) {
            case CUT -> network.contains(NetworkFault.CUT);
            case PARTITION -> network.contains(NetworkFault.PARTITION);
            case LOSS -> network.contains(NetworkFault.LOSS);
            case RATE -> network.contains(NetworkFault.RATE);
            default -> true;
        };
    }

    /** Whether survivors go on as one, whatever is done: not where silence is not death. */
    public boolean suitsSurvivors() {
        return this == KILL || this == RESTART || this == STORM || this == JOIN || this == LEAVE;
    }
}
