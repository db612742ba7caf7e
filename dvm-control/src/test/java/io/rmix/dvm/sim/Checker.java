package io.rmix.dvm.sim;

import io.rmix.dvm.View;
import java.util.SortedMap;
import java.util.TreeMap;

/** What holds over all views of a lineage: they are one chain, each is one thing for all, and so is the state with which it begins. */
final class Checker {
    private final Scenario scenario;
    private final SortedMap<Long, ViewChecker> views = new TreeMap<>();
    private final SortedMap<Long, Long> states = new TreeMap<>();
    private long deliveries;
    private long completions;

    Checker(Scenario scenario) {
        this.scenario = scenario;
    }

    /** A member installs a view. */
    ViewChecker installed(View view) {
        ViewChecker known = views.computeIfAbsent(view.number(), number -> new ViewChecker(scenario, this, view));
        require(known.view().equals(view), "one chain: view %s is %s and %s", view.number(), known.view(), view);
        return known;
    }

    /** The application of a member that holds the state begins with a view. */
    void begins(String member, long view, long state) {
        Long known = states.putIfAbsent(view, state);
        require(
                known == null || known == state,
                "one state: %s begins view %s with %s, others with %s",
                member,
                view,
                state,
                known);
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

    /** Number of the latest view that anybody has installed. */
    long latest() {
        return views.isEmpty() ? 0 : views.lastKey();
    }

    View latestView() {
        return views.get(latest()).view();
    }

    long holds() {
        return views.values().stream().mapToLong(each -> each.bounds().holds()).sum();
    }

    void require(boolean holds, String property, Object... values) {
        if (!holds) {
            throw failure(property, values);
        }
    }

    /** For checks on hot paths: what is boxed for a check that holds would be most of the simulation. */
    Failure failure(String property, Object... values) {
        return new Failure(scenario.seed(), String.format(property, values));
    }
}
