package io.rmix.dvm;

import java.util.List;

/**
 * For each origin, in ring order, the last sequence number that a view delivers; 0 for none.
 *
 * @param last one number for each member of the view
 */
public record Cut(List<Long> last) {
    /** Copies; refuses negative numbers. */
    public Cut {
        last = List.copyOf(last);
        for (long each : last) {
            if (each < 0) {
                throw new IllegalArgumentException("a cut holds sequence numbers of 0 or more, not " + each);
            }
        }
    }
}
