package io.rmix.dvm.protocol.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final Reports reports = new Reports(0, ViewRules.RIGHT);

    @Test
    void aMemberIsSuspectedWhileAnybodyReportsIt() {
        reports.report(1, 2, "silent");
        reports.report(0, 2, "down");
        assertEquals(List.of(2), reports.suspected());
        assertEquals("down", reports.reason(2));
        reports.withdraw(0, 2);
        assertTrue(reports.isSuspected(2));
        reports.withdraw(1, 2);
        assertFalse(reports.any());
    }

    /** Ring of five: 0 1 2 3 4. */
    @Test
    void aMemberIsGivenUpWhenBothNeighboursReportIt() {
        View view = Views.of(5, 0);
        reports.report(1, 2, "silent");
        assertFalse(reports.isGivenUp(view, 2, 1), "1 may have gone deaf");
        assertTrue(reports.isGivenUp(view, 2, 2), "it had a while");
        reports.report(3, 2, "silent");
        assertTrue(reports.isGivenUp(view, 2, 0));
        assertFalse(reports.isGivenUp(view, 1, 9));
    }

    @Test
    void whoHasRestartedIsGivenUpAtOnce() {
        reports.report(4, 2, "has restarted");
        assertTrue(reports.isGivenUp(Views.of(5, 0), 2, 0));
    }

    @Test
    void nobodySuspectsItself() {
        reports.report(1, 0, "silent");
        assertFalse(reports.any());
        assertEquals(List.of(), reports.by(1));
    }

    @Test
    void aReportEndsWhenItIsNotRepeated() {
        reports.report(1, 2, "silent");
        for (int i = 0; i < Reports.LIFE; i++) {
            reports.tick();
        }
        assertTrue(reports.isSuspected(2));
        reports.report(1, 2, "silent still");
        reports.tick();
        assertTrue(reports.isSuspected(2));
        for (int i = 0; i < Reports.LIFE; i++) {
            reports.tick();
        }
        assertFalse(reports.isSuspected(2));
    }
}
