package io.rmix.benchmarks.ring;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who is in a group.
 *
 * @param self index of this member
 * @param ports of all members, on loopback
 * @param links scheme of the provider that carries the link to each member; only for RMIX
 * @param giveUpNanos {@link System#nanoTime()} at which members no longer wait for each other
 */
record Membership(int self, List<Integer> ports, List<String> links, long giveUpNanos) {
    Membership {
        ports = List.copyOf(ports);
        links = List.copyOf(links);
    }

    static Membership parse(String self, String ports, String links, long giveUpNanos) {
        List<Integer> numbers =
                Arrays.stream(ports.split(",")).map(Integer::valueOf).toList();
        List<String> schemes = Arrays.stream(links.split(",")).toList();
        return new Membership(Integer.parseInt(self), numbers, schemes, giveUpNanos);
    }

    static String text(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** @return true; throws when it is time to give up */
    boolean waiting() {
        if (System.nanoTime() - giveUpNanos > 0) throw new IllegalStateException("the other members did not come");
        return true;
    }
}
