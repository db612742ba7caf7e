package io.rmix.cli.torture.plan;

import java.util.List;
import java.util.Optional;

/**
 * Steps that belong together: when one is held up, those after it are too.
 *
 * @param fault which kind it is; empty for a moment at which everything must come to rest
 * @param steps in the order in which they are done
 */
public record Incident(Optional<Fault> fault, List<Step> steps) {
    /** Copies the list; refuses an incident without steps. */
    public Incident {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) throw new IllegalArgumentException("an incident in which nothing happens");
    }

    /** When it begins, in milliseconds since the members came to run. */
    public long begin() {
        return steps.get(0).at();
    }

    /** When its last step is due. */
    long end() {
        return steps.get(steps.size() - 1).at();
    }
}
