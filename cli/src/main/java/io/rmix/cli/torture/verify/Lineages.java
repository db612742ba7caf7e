package io.rmix.cli.torture.verify;

import io.rmix.cli.torture.trace.TraceRecord.Installed;
import io.rmix.cli.torture.verify.Violation.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All lineages that members were in, and acknowledgements to be compared with them. Not for concurrent use. */
final class Lineages implements AutoCloseable {
    private final Path folder;
    private final Violations violations;
    private final Map<String, Lineage> all = new LinkedHashMap<>();
    private List<Acknowledged> acknowledged = new ArrayList<>();
    /** Not found yet: a joiner's trace may have been read further than those of the others. */
    private List<Acknowledged> missing = new ArrayList<>();

    private long unknownBroadcasts;

    Lineages(Path folder, Violations violations) {
        this.folder = folder;
        this.violations = violations;
    }

    /** The lineage of an id; a second one is a violation. */
    Lineage of(String id) throws IOException {
        Lineage known = all.get(id);
        if (known != null) return known;
        if (!all.isEmpty()) violations.add(Rule.LINEAGES, "lineage " + id + " was founded beside " + all.keySet());
        Lineage founded = new Lineage(id, folder, violations);
        all.put(id, founded);
        return founded;
    }

    /** To be checked when everything is read that was written before. */
    void acknowledged(Acknowledged one) {
        acknowledged.add(one);
    }

    void refused(long client, long attempt) {
        all.values().forEach(each -> each.senders.refused(client, attempt));
    }

    void refusedBroadcast(long process, long number) {
        all.values().forEach(each -> each.senders.refusedBroadcast(process, number));
    }

    void refusedReliable(long process, long number) {
        all.values().forEach(each -> each.reliables.refused(process, number));
    }

    void unknownBroadcast() {
        unknownBroadcasts++;
    }

    long unknownBroadcasts() {
        return unknownBroadcasts;
    }

    /** Everything that was written before the acknowledgements is read. */
    void check() throws IOException {
        for (Lineage each : all.values()) each.advance();
        for (Acknowledged one : missing) {
            String found = otherwise(one);
            if (found != null)
                violations.add(
                        Rule.LOST,
                        "%s acknowledged number %d of sender %d at position %d, where there is %s"
                                .formatted(one.by(), one.number(), one.sender(), one.position(), found));
        }
        missing = new ArrayList<>();
        for (Acknowledged one : acknowledged) if (otherwise(one) != null) missing.add(one);
        acknowledged = new ArrayList<>();
    }

    /** What is where it should be instead, or null. */
    private @Nullable String otherwise(Acknowledged one) throws IOException {
        List<String> found = new ArrayList<>();
        for (Lineage each : all.values()) {
            if (one.position() == 0 && each.senders.last(one.sender()) >= one.number()) return null;
            Entry entry = each.order.get(one.position());
            if (entry != null && entry.sender() == one.sender() && entry.number() == one.number()) return null;
            found.add(String.valueOf(entry));
        }
        return String.join(" or ", found);
    }

    /** The latest view of the lineage that was founded last, or null. */
    @Nullable Installed latest() {
        Installed latest = null;
        for (Lineage each : all.values()) latest = each.views.latest();
        return latest;
    }

    long views() {
        return all.values().stream().mapToLong(each -> each.views.size()).sum();
    }

    /** Members of the smallest view that there was; 0 before the first. */
    int smallest() {
        return all.values().stream()
                .mapToInt(each -> each.views.smallest())
                .filter(each -> each > 0)
                .min()
                .orElse(0);
    }

    long compared() {
        return all.values().stream().mapToLong(each -> each.hashes.compared()).sum();
    }

    /** Positions of the total order that are known. */
    long positions() {
        return all.values().stream().mapToLong(each -> each.order.complete()).sum();
    }

    @Override
    public void close() throws IOException {
        for (Lineage each : all.values()) each.close();
    }
}
