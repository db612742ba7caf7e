package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Cut;
import java.util.List;

/**
 * For each origin of a view, ring indexes of members that have all of its messages up to a cut.
 *
 * @param of at most {@link #MOST} for each origin; none where the cut is 0
 */
public record Holders(List<List<Integer>> of) {
    /** So many are told; one would do, but it may die. */
    public static final int MOST = 3;

    /** Whether it names members of a view of that size, and somebody for each origin of which there is anything. */
    boolean fit(Cut cut) {
        int size = cut.last().size();
        for (int origin = 0; origin < size && of.size() == size; origin++) {
            List<Integer> named = of.get(origin);
            if (named.size() > MOST
                    || named.stream().anyMatch(each -> each < 0 || each >= size)
                    || named.isEmpty() && cut.last().get(origin) > 0) {
                return false;
            }
        }
        return of.size() == size;
    }

    /** Copies. */
    public Holders {
        of = of.stream().map(List::copyOf).toList();
    }
}
