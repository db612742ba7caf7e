package io.rmix.dvm.sim;

import io.rmix.dvm.Lineage;
import io.rmix.dvm.View;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What holds over all views of a lineage: they are one chain, each is one thing for all, and so is the state with which it begins. */
final class Checker {
    private final Scenario scenario;
    private final Map<Lineage, Chain> chains = new HashMap<>();
    /** The lineage that an operator began last, or the first one. */
    private Lineage lineage;

    private Chain chain = new Chain();
    private final Set<String> crashed = new HashSet<>();
    private long deliveries;
    private long completions;

    /** Views of a lineage, and the state with which each begins. */
    private static final class Chain {
        private final SortedMap<Long, ViewChecker> views = new TreeMap<>();
        private final Map<Long, Long> states = new HashMap<>();
    }

    Checker(Scenario scenario) {
        this.scenario = scenario;
        this.lineage = scenario.view().lineage();
        chains.put(lineage, chain);
    }

    /** An operator makes a member go on alone in another lineage. */
    void forced(Lineage next) {
        lineage = next;
        chains.put(next, new Chain());
    }

    private Chain chainOf(View view) {
        Chain found = chains.get(view.lineage());
        if (found == null) {
            throw failure("one chain: nobody has begun the lineage of %s", view);
        }
        return found;
    }

    /** A member installs a view. */
    ViewChecker installed(View view) {
        Chain of = chainOf(view);
        ViewChecker known = of.views.computeIfAbsent(view.number(), number -> new ViewChecker(scenario, this, view));
        if (!known.view().equals(view)) {
            throw failure("one chain: view %s is %s and %s", view.number(), known.view(), view);
        }
        // The one that was forced has begun: from now on its lineage is the one that counts.
        chain = view.lineage().equals(lineage) ? of : chain;
        return known;
    }

    /** Whether anybody has installed a view that follows this one in its lineage. */
    boolean isFollowed(View view) {
        return chainOf(view).views.lastKey() > view.number();
    }

    /** Members of a view that are in the next one that anybody has installed, or all if there is none. */
    long staying(View view) {
        SortedMap<Long, ViewChecker> after = chainOf(view).views.tailMap(view.number() + 1);
        if (after.isEmpty()) {
            return view.size();
        }
        View next = after.get(after.firstKey()).view();
        return view.members().stream()
                .filter(each -> next.indexOf(each.member()) >= 0)
                .count();
    }

    /** The application of a member that holds the state begins with a view. */
    void begins(String member, View view, long state) {
        Long known = chainOf(view).states.putIfAbsent(view.number(), state);
        if (known != null && known != state) {
            throw failure("one state: %s begins view %s with %s, others with %s", member, view.number(), state, known);
        }
    }

    /** A process dies. */
    void crashed(String name, long incarnation) {
        crashed.add(name + "#" + incarnation);
    }

    /** Whether so many voters of the latest view have died, and not left, that those that live need not be a quorum. */
    boolean isQuorumDead() {
        View latest = latestView();
        long dead = latest.members().stream()
                .filter(each -> each.isVoter() && crashed.contains(each.member().toString()))
                .count();
        return dead > (latest.voters() - 1) / 2;
    }

    void delivered() {
        deliveries++;
    }

    void completed() {
        completions++;
    }

    long deliveries() {
        return deliveries;
    }

    long completions() {
        return completions;
    }

    /** Number of the latest view of the lineage that counts. */
    long latest() {
        return chain.views.isEmpty() ? 0 : chain.views.lastKey();
    }

    View latestView() {
        return chain.views.get(latest()).view();
    }

    long holds() {
        return chains.values().stream()
                .flatMap(each -> each.views.values().stream())
                .mapToLong(each -> each.bounds().holds())
                .sum();
    }

    /** Views that anybody has installed. */
    long views() {
        return chains.values().stream().mapToLong(each -> each.views.size()).sum();
    }

    void require(boolean holds, String property, Object... values) {
        if (!holds) {
            throw failure(property, values);
        }
    }

    /** For checks on hot paths: what is boxed for a check that holds would be most of the simulation. */
    Failure failure(String property, Object... values) {
        return new Failure(scenario, String.format(property, values));
    }
}
