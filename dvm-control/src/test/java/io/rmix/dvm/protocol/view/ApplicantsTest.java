package io.rmix.dvm.protocol.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicantsTest {
    private final View view = Views.of(3, 0);
    private final Applicants applicants = new Applicants(view);

    private List<Member> neighbours(int gap) {
        return List.of(view.member(gap), view.member(view.successor(gap)));
    }

    @Test
    void aJoinerIsAdmissibleWhenItHasProvedTheGapItWasGiven() {
        Joiner joiner = Views.joiner("x", 1, 1);
        int gap = applicants.join(joiner, List.of(), member -> false);
        assertFalse(applicants.any());
        applicants.join(joiner, neighbours((gap + 1) % 3), member -> false);
        assertFalse(applicants.any(), "proof of another gap");
        assertEquals(gap, applicants.join(joiner, neighbours(gap), member -> false), "the gap stays");
        assertEquals(List.of(joiner), applicants.admissible());
    }

    @Test
    void joinersGetGapsOfTheirOwnAndNoneBesideTheSuspected() {
        int first = applicants.join(Views.joiner("x", 1, 1), List.of(), member -> member == 0);
        assertEquals(1, first, "between m1 and m2, who are not suspected");
        assertEquals(-1, applicants.join(Views.joiner("y", 1, 2), List.of(), member -> member == 0));
        assertNotEquals(first, applicants.join(Views.joiner("y", 1, 2), List.of(), member -> false));
    }

    @Test
    void aLaterIncarnationReplacesAndWaits() {
        Joiner again = Views.joiner("m1", 2, 99);
        applicants.join(again, neighbours(applicants.join(again, List.of(), member -> false)), member -> false);
        assertTrue(applicants.isReplaced(1));
        assertFalse(applicants.isReplaced(2));
        assertEquals(List.of(), applicants.admissible(), "a view has one incarnation of a name");
        assertEquals(-1, applicants.join(Views.joiner("m1", 1, 99), List.of(), member -> false), "an earlier one");
    }

    @Test
    void whatIsNotRepeatedIsForgotten() {
        applicants.leave(1);
        applicants.synced(2);
        assertTrue(applicants.any() && applicants.isLeaving(1) && applicants.isSynced(2));
        for (int i = 0; i < 6; i++) {
            applicants.tick();
        }
        assertFalse(applicants.any() || applicants.isLeaving(1) || applicants.isSynced(2));
    }
}
