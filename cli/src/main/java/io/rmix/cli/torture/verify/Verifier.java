package io.rmix.cli.torture.verify;

import io.rmix.cli.torture.trace.TraceRecord.Installed;
import io.rmix.dvm.runtime.Checkpoint;
import io.rmix.dvm.runtime.MemberStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Compares what all members wrote down with each other, and with what clients were told. Its memory does not grow with the run: the total order is in a file, and what it keeps of each
 * sender is a bit for a message.
 *
 * <p><b>Threads.</b> {@link #read}, {@link #end} and {@link #close} for one thread at a time; all others any.
 */
public final class Verifier implements AutoCloseable {
    private final Violations violations;
    private final Lineages lineages;
    private final List<MemberTrace> traces = new CopyOnWriteArrayList<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<long[]> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Long> over = new ConcurrentLinkedQueue<>();
    private final Queue<MemberStatus> statuses = new ConcurrentLinkedQueue<>();
    private final Map<Long, String> failures = new ConcurrentHashMap<>();
    private volatile Summary summary = new Summary(null, 0, 0, 0, 0, 0);

    /**
     * How far it is.
     *
     * @param view the latest, or null before the first
     * @param views how many there were
     * @param smallest members of the smallest of them
     * @param positions of the total order that are known
     * @param hashes how many pairs of members had their hashes compared at one position
     * @param unknown broadcasts of which their submitter was told that nobody knows
     */
    public record Summary(
            @Nullable Installed view, long views, int smallest, long positions, long hashes, long unknown) {}

    /**
     * A verifier that has seen nothing.
     *
     * @param folder where the total order is kept
     */
    public Verifier(Path folder, Violations violations) {
        this.violations = violations;
        this.lineages = new Lineages(folder, violations);
    }

    /**
     * One more process.
     *
     * @param member its name
     * @param process unlike any other's
     * @param trace where it writes
     */
    public void follow(String member, long process, Path trace) {
        traces.add(new MemberTrace(member, process, trace, lineages, violations));
    }

    /** A process has ended: nothing more will be written down by it. */
    public void over(long process) {
        over.add(process);
    }

    /** A client was told that a number is written. */
    public void acknowledged(Acknowledged one) {
        acknowledged.add(one);
    }

    /** A client was told that an attempt was not invoked. */
    public void refused(long client, long attempt) {
        refused.add(new long[] {client, attempt});
    }

    /** A member was asked how it is. */
    public void status(MemberStatus status) {
        statuses.add(status);
    }

    /** Reads all that was written by now, and checks it. */
    public void read() throws IOException {
        // Taken first: whoever acknowledged one has written it down before.
        for (Acknowledged each; (each = acknowledged.poll()) != null; ) lineages.acknowledged(each);
        List<long[]> never = new ArrayList<>();
        for (long[] each; (each = refused.poll()) != null; ) never.add(each);
        Set<Long> ended = new HashSet<>();
        for (Long each; (each = over.poll()) != null; ) ended.add(each);
        for (MemberTrace each : traces) {
            each.read();
            if (ended.contains(each.process())) each.close();
            if (!each.failure().isEmpty()) failures.put(each.process(), each.failure());
        }
        lineages.check();
        for (long[] each : never) lineages.refused(each[0], each[1]);
        for (MemberTrace each : traces) each.check();
        for (MemberStatus each; (each = statuses.poll()) != null; ) compare(each);
        summary = new Summary(
                lineages.latest(),
                lineages.views(),
                lineages.smallest(),
                lineages.positions(),
                lineages.compared(),
                lineages.unknownBroadcasts());
    }

    private void compare(MemberStatus status) throws IOException {
        if (status.lineage().isEmpty()) return;
        Hashes hashes = lineages.of(status.lineage()).hashes;
        for (Checkpoint each : status.checkpoints())
            hashes.said(status.name(), each.position(), each.orderHash(), each.stateHash());
        if (!status.stateHash().isEmpty())
            hashes.said(status.name(), status.position(), status.orderHash(), status.stateHash());
    }

    /**
     * Everything has come to rest: compares what can be compared only now.
     *
     * @param running names of the members that run
     */
    public void end(List<String> running) throws IOException {
        read();
        read();
        Installed last = summary.view();
        if (last == null) return;
        for (MemberTrace each : traces) if (running.contains(each.name()) && last.equals(each.view())) each.end();
    }

    /**
     * Why a process failed, as of the last {@link #read}; empty if it has not.
     *
     * @param process as for {@link #follow}
     */
    public String failure(long process) {
        return failures.getOrDefault(process, "");
    }

    /** The greatest use of a member's heap after a collection of garbage, bytes; not while another thread reads. */
    public long heap(String member) {
        return traces.stream()
                .filter(each -> each.name().equals(member))
                .mapToLong(MemberTrace::heap)
                .max()
                .orElse(0);
    }

    /** As of the last {@link #read}. */
    public Summary summary() {
        return summary;
    }

    @Override
    public void close() throws IOException {
        for (MemberTrace each : traces) each.close();
        lineages.close();
    }
}
