package io.rmix.cli.torture.verify;

import io.rmix.cli.torture.trace.TraceReader;
import io.rmix.cli.torture.trace.TraceRecord;
import io.rmix.cli.torture.trace.TraceRecord.Applied;
import io.rmix.cli.torture.trace.TraceRecord.Became;
import io.rmix.cli.torture.trace.TraceRecord.Finished;
import io.rmix.cli.torture.trace.TraceRecord.Heap;
import io.rmix.cli.torture.trace.TraceRecord.Heard;
import io.rmix.cli.torture.trace.TraceRecord.Installed;
import io.rmix.cli.torture.trace.TraceRecord.Restored;
import io.rmix.cli.torture.trace.TraceRecord.Verdict;
import io.rmix.cli.torture.verify.Violation.Rule;
import io.rmix.dvm.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows what one process wrote down. Not for concurrent use. */
final class MemberTrace implements AutoCloseable {
    private final String name;
    private final long process;
    private final Path base;
    private final Lineages lineages;
    private final Violations violations;
    /** Taken over states, to be compared when all up to their position is known. */
    private final List<Takeover> takeovers = new ArrayList<>();

    private final Map<Long, Long> lastReliable = new HashMap<>();
    private Reliables.Sums sums = new Reliables.Sums();
    private @Nullable TraceReader reader;
    private @Nullable Lineage lineage;
    private @Nullable Installed view;
    private long position;
    private @Nullable Restored restored;
    private long heap;
    private String failure = "";

    /** A state and the first position after it. */
    private record Takeover(Restored state, long next) {}

    MemberTrace(String name, long process, Path base, Lineages lineages, Violations violations) {
        this.name = name;
        this.process = process;
        this.base = base;
        this.reader = new TraceReader(base);
        this.lineages = lineages;
        this.violations = violations;
    }

    /** Reads on, and checks what it can. */
    void read() throws IOException {
        TraceReader from = reader;
        if (from == null) return;
        from.read((millis, record) -> {
            try {
                accept(record);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void accept(TraceRecord record) throws IOException {
        if (record instanceof Applied it) {
            at(it.position(), it.view(), Entry.of(it));
        } else if (record instanceof Heard it) {
            heard(it);
        } else if (record instanceof Installed it) {
            installed(it);
        } else if (record instanceof Restored it) {
            restored = it;
        } else if (record instanceof Finished it) {
            finished(it);
        } else if (record instanceof Heap it) {
            heap = Math.max(heap, it.used());
        } else if (record instanceof Became it) {
            if (it.state().equals("FAILED")) failure = it.reason();
        }
    }

    private void heard(Heard it) throws IOException {
        if (!it.intact())
            violations.add(
                    Rule.DAMAGED,
                    me() + " delivers a damaged broadcast, it says number " + it.number() + " of process "
                            + it.origin());
        if (it.order() == Order.ATOMIC) {
            at(it.position(), it.view(), Entry.of(it));
        } else {
            long last = lastReliable.getOrDefault(it.origin(), 0L);
            current().reliables.delivered(me(), it.origin(), it.number(), last);
            lastReliable.put(it.origin(), it.number());
            sums.add(it.origin(), it.number());
        }
    }

    private void installed(Installed next) throws IOException {
        Installed before = view;
        Lineage of = lineages.of(next.lineage());
        if (before != null && lineage == of && before.number() + 1 == next.number() && before.isVoter(name))
            of.reliables.ended(me(), before.number(), sums);
        of.views.installed(name, next, lineage == of ? before : null);
        sums = new Reliables.Sums();
        lineage = of;
        view = next;
    }

    /** Delivers at a position of the total order. */
    private void at(long at, long inView, Entry entry) throws IOException {
        Restored taken = restored;
        Installed now = view;
        if (now == null || now.number() != inView)
            violations.add(
                    Rule.VIEWS,
                    me() + " delivers position " + at + " in view " + inView + " while it is in view "
                            + (now == null ? "none" : now.number()));
        if (taken != null) {
            takeovers.add(new Takeover(taken, at));
            restored = null;
            if (at <= position)
                violations.add(Rule.DOUBLED, me() + " delivers position " + at + " again after " + position);
        } else if (at != position + 1) {
            Rule rule = at <= position ? Rule.DOUBLED : Rule.LOST;
            violations.add(rule, me() + " delivers position " + at + " after position " + position);
        }
        position = at;
        Entry known = current().order.get(at);
        if (known == null) {
            current().order.set(at, entry);
        } else if (!known.equals(entry)) {
            violations.add(
                    Rule.DIFFERS,
                    "position " + at + ": " + me() + " delivers " + entry + "; another member delivered " + known);
        }
    }

    private void finished(Finished it) {
        boolean atomic = it.order() == Order.ATOMIC;
        switch (it.outcome()) {
            case NOT_INVOKED -> {
                if (atomic) lineages.refusedBroadcast(process, it.number());
                else lineages.refusedReliable(process, it.number());
            }
            case ACKNOWLEDGED -> {
                if (atomic) lineages.acknowledged(new Acknowledged(process, it.number(), it.position(), me()));
                else current().reliables.acknowledged(it.view(), process, it.number());
            }
            case UNKNOWN -> lineages.unknownBroadcast();
        }
    }

    /** Compares states that were taken over with what is known of their position. */
    void check() throws IOException {
        Lineage of = lineage;
        if (of == null) return;
        for (var each = takeovers.iterator(); each.hasNext(); ) {
            Takeover takeover = each.next();
            if (of.order.complete() < takeover.next() - 1) continue;
            each.remove();
            check(of, takeover);
        }
    }

    private void check(Lineage of, Takeover takeover) throws IOException {
        Restored taken = takeover.state();
        Entry last = of.order.get(taken.position());
        long chain = last == null ? 0 : last.chain();
        if (taken.position() > 0 && (last == null || !last.isCommand()))
            violations.add(
                    Rule.STATE,
                    me() + " took over a state of position " + taken.position() + ", where there is " + last);
        else if (chain != taken.chain())
            violations.add(
                    Rule.STATE,
                    "%s took over a state of position %d with chain %016x, where it is %016x"
                            .formatted(me(), taken.position(), taken.chain(), chain));
        for (long between = taken.position() + 1; between < takeover.next(); between++) {
            Entry passed = of.order.get(between);
            if (passed != null && passed.isCommand() && passed.verdict() != Verdict.DAMAGED)
                violations.add(
                        Rule.LOST,
                        me() + " took over a state of position " + taken.position() + ", goes on at " + takeover.next()
                                + ", and passes over " + passed);
        }
    }

    /** Compares what was delivered in the last view, after everything has come to rest. */
    void end() {
        Installed last = view;
        if (lineage != null && last != null && last.isVoter(name)) lineage.reliables.ended(me(), last.number(), sums);
    }

    private Lineage current() {
        return Objects.requireNonNull(lineage, () -> me() + " delivers before it is in a view");
    }

    String name() {
        return name;
    }

    long process() {
        return process;
    }

    /** The greatest use of its heap after a collection of garbage, bytes. */
    long heap() {
        return heap;
    }

    /** The last position that it delivered. */
    long position() {
        return position;
    }

    /** Why it failed; empty if it has not. */
    String failure() {
        return failure;
    }

    /** The view that it is in, or null. */
    @Nullable Installed view() {
        return view;
    }

    private String me() {
        return name + " (process " + process + ", " + base.getFileName() + ")";
    }

    /** Reads nothing more. */
    @Override
    public void close() throws IOException {
        TraceReader open = reader;
        reader = null;
        if (open != null) open.close();
    }
}
