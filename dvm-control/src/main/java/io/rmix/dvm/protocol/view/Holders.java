package io.rmix.dvm.protocol.view;

import java.util.List;

/**
 * For each origin of a view, ring indexes of members that have all of its messages up to a cut.
 *
 * @param of at most {@link #MOST} for each origin; none where the cut is 0
 */
public record Holders(List<List<Integer>> of) {
    /** So many are told; one would do, but it may die. */
    public static final int MOST = 3;

    /** Copies. */
    public Holders {
        of = of.stream().map(List::copyOf).toList();
    }
}
