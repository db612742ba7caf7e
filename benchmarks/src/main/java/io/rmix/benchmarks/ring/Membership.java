package io.rmix.benchmarks.ring;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Who is in a group.
 *
 * @param self index of this member
 * @param ports on loopback, those of the members first
 * @param links for each member, the scheme of the provider that carries the link to it; only for RMIX
 * @param folder for files of the benchmark, which its coordinator deletes
 * @param giveUpNanos {@link System#nanoTime()} at which members no longer wait for each other
 */
record Membership(int self, List<Integer> ports, List<String> links, Path folder, long giveUpNanos) {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    Membership {
        ports = List.copyOf(ports);
        links = List.copyOf(links);
    }

    static Membership parse(String self, String ports, String links, String folder) {
        List<Integer> numbers =
                Arrays.stream(ports.split(",")).map(Integer::valueOf).toList();
        List<String> schemes = Arrays.stream(links.split(",")).toList();
        return new Membership(Integer.parseInt(self), numbers, schemes, Path.of(folder), System.nanoTime() + PATIENCE);
    }

    static String text(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** Number of members. */
    int size() {
        return links.size();
    }

    /** Port of this member. */
    int port() {
        return ports.get(self);
    }

    /** Waits until something holds that other members do. */
    void await(String what, Condition condition) throws Exception {
        while (!condition.holds()) pause(what);
    }

    /** Waits a little for something that other members do; throws when it is time to give up. */
    void pause(String what) {
        if (System.nanoTime() - giveUpNanos > 0)
            throw new IllegalStateException("the other members did not come: waited for " + what);
        LockSupport.parkNanos(2_000_000);
    }

    /** May ask over the network. */
    interface Condition {
        boolean holds() throws Exception;
    }
}
