package io.rmix.dvm.protocol.view;

import io.rmix.dvm.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is reported by whom in a view: a report holds as long as it is repeated. A member is suspected while anybody reports it. Members are ring
 * indexes; time is counted in ticks, which are a heartbeat apart.
 */
public final class Reports {
    /** Ticks that a report outlives its last repetition. */
    static final int LIFE = 3;

    /** Ticks for which one is waited for whom one neighbour alone reports. */
    private static final int WHILE = 2;

    private final int self;
    private final ViewRules rules;
    private final SortedMap<Integer, SortedMap<Integer, Report>> bySuspect = new TreeMap<>();
    private long tick;

    private record Report(long heardAt, String reason) {}

    /** None yet. */
    public Reports(int self, ViewRules rules) {
        this.self = self;
        this.rules = rules;
    }

    /** Somebody reports a member, or goes on to. */
    public void report(int reporter, int suspect, String reason) {
        if (suspect != self) {
            bySuspect.computeIfAbsent(suspect, key -> new TreeMap<>()).put(reporter, new Report(tick, reason));
        }
    }

    /** Somebody says again whom it reports, without saying why. */
    public void confirm(int reporter, int suspect, String otherwise) {
        Report known =
                bySuspect.getOrDefault(suspect, Collections.emptySortedMap()).get(reporter);
        report(reporter, suspect, known == null ? otherwise : known.reason());
    }

    /** A member of a view says whom it reports now, by ring index; what it does not say any more it has taken back. */
    void update(View view, int reporter, List<Integer> suspects) {
        for (int suspect : by(reporter)) {
            if (!suspects.contains(suspect)) {
                withdraw(reporter, suspect);
            }
        }
        for (int suspect : suspects) {
            if (suspect >= 0 && suspect < view.size()) {
                confirm(reporter, suspect, "reported by " + view.member(reporter));
            }
        }
    }

    /** Takes a member's own reports back. */
    public void withdraw(int reporter, int suspect) {
        SortedMap<Integer, Report> of = bySuspect.get(suspect);
        if (of != null) {
            of.remove(reporter);
            if (of.isEmpty()) {
                bySuspect.remove(suspect);
            }
        }
    }

    /** A heartbeat's time has passed: reports that were not repeated are forgotten. */
    public void tick() {
        tick++;
        if (!rules.forgetsReports()) {
            return;
        }
        bySuspect.values().forEach(of -> of.values().removeIf(each -> tick - each.heardAt > LIFE));
        bySuspect.values().removeIf(SortedMap::isEmpty);
    }

    /** Whether anybody reports it. */
    public boolean isSuspected(int member) {
        return bySuspect.containsKey(member);
    }

    /**
     * Whether a suspected member is not to be waited for: both its neighbours report it, or one that is not its neighbour, since it has restarted. One neighbour alone may
     * have gone deaf, or the link between the two may be broken: then the member is given a while to answer.
     *
     * @param ticks for which it has been asked
     */
    public boolean isGivenUp(View view, int member, int ticks) {
        SortedMap<Integer, Report> of = bySuspect.getOrDefault(member, Collections.emptySortedMap());
        boolean byOthers = of.keySet().stream()
                .anyMatch(each -> each != view.predecessor(member) && each != view.successor(member));
        return byOthers || of.size() > 1 || (of.size() == 1 && ticks >= WHILE);
    }

    /** How many reports hold. */
    public int size() {
        int sum = 0;
        for (SortedMap<?, ?> each : bySuspect.values()) {
            sum += each.size();
        }
        return sum;
    }

    /** Whether anybody is reported. */
    public boolean any() {
        return !bySuspect.isEmpty();
    }

    /** All that are suspected, ascending. */
    public List<Integer> suspected() {
        return new ArrayList<>(bySuspect.keySet());
    }

    /** Those that a member reports, ascending. */
    public List<Integer> by(int reporter) {
        return bySuspect.entrySet().stream()
                .filter(each -> each.getValue().containsKey(reporter))
                .map(SortedMap.Entry::getKey)
                .toList();
    }

    /** Those that report a member, ascending, and why. */
    public Map<Integer, String> of(int suspect) {
        Map<Integer, String> reasons = new TreeMap<>();
        bySuspect
                .getOrDefault(suspect, Collections.emptySortedMap())
                .forEach((reporter, report) -> reasons.put(reporter, report.reason()));
        return reasons;
    }

    /** Why a member is suspected, as the first of those that report it says. */
    public String reason(int suspect) {
        SortedMap<Integer, Report> of = bySuspect.getOrDefault(suspect, Collections.emptySortedMap());
        return of.values().stream().map(Report::reason).findFirst().orElse("");
    }
}
