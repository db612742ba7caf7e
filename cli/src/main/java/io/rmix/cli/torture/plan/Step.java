package io.rmix.cli.torture.plan;

import io.rmix.cli.torture.net.NetworkFault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is done.
 *
 * @param at milliseconds since the members came to run, at the earliest
 * @param action what
 * @param members to whom; the left side of a fault of the network
 * @param others the right side of a fault of the network
 * @param network which fault of the network
 */
public record Step(long at, Action action, List<String> members, List<String> others, Optional<NetworkFault> network) {
    /** What is done. */
    public enum Action {
        /** SIGKILL. */
        KILL,
        /** A process is started, for one that runs none. */
        START,
        /** SIGSTOP. */
        STOP,
        /** SIGCONT. */
        CONTINUE,
        /** The member is told to leave. */
        LEAVE,
        /** The network fails between members and others. */
        NETWORK,
        /** The network is as it should be. */
        HEAL,
        /** Nothing; all must come to rest. */
        CALM;

        /** As people read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the lists. */
    public Step {
        members = List.copyOf(members);
        others = List.copyOf(others);
    }

    static Step of(long at, Action action, List<String> members) {
        return new Step(at, action, members, List.of(), Optional.empty());
    }

    static Step network(long at, NetworkFault fault, List<String> left, List<String> right) {
        return new Step(at, Action.NETWORK, left, right, Optional.of(fault));
    }

    /** In a line. */
    @Override
    public String toString() {
        String what = network.map(fault -> fault.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse(action.word());
        String whom = members.isEmpty() ? "" : " " + String.join(" ", members);
        return String.format(Locale.ROOT, "%7.1f s  ", at / 1000.0)
                + what
                + whom
                + (others.isEmpty() ? "" : " | " + String.join(" ", others));
    }
}
