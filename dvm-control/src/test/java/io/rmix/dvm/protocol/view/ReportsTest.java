package io.rmix.dvm.protocol.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
