package io.rmix.cli.torture.verify;

import io.rmix.cli.torture.trace.TraceRecord.Installed;
import io.rmix.cli.torture.verify.Violation.Rule;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The views of a lineage, which are one chain. Not for concurrent use. */
final class Views {
    private final Violations violations;
    private final Map<Long, Installed> chain = new HashMap<>();
    private @Nullable Installed latest;
    private int smallest;

    Views(Violations violations) {
        this.violations = violations;
    }

    void installed(String member, Installed view, @Nullable Installed before) {
        Installed other = chain.putIfAbsent(view.number(), view);
        if (other != null && !other.equals(view))
            violations.add(
                    Rule.VIEWS,
                    "two views " + view.number() + ": " + member + " is in " + view.ballot() + " of " + view.members()
                            + ", another member is in " + other.ballot() + " of " + other.members());
        if (view.members().stream().noneMatch(each -> each.name().equals(member)))
            violations.add(Rule.VIEWS, member + " installs view " + view.number() + " of others: " + view.text());
        if (before != null && view.number() <= before.number())
            violations.add(
                    Rule.VIEWS, member + " goes from view " + before.number() + " back to view " + view.number());
        smallest = smallest == 0
                ? view.members().size()
                : Math.min(smallest, view.members().size());
        if (latest == null || view.number() > latest.number()) latest = view;
    }

    @Nullable Installed latest() {
        return latest;
    }

    /** Members of the smallest view; 0 before the first. */
    int smallest() {
        return smallest;
    }

    int size() {
        return chain.size();
    }
}
