package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.cli.TextTable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void columnsAreAsWideAsTheyMustBeAndNumbersStandRight() {
        assertEquals(
                List.of("member  delivered  link", "a           1,200  grpc to b", "beta            -  soap to a"),
                TextTable.lines(
                        List.of("member", "delivered", "link"),
                        List.of(List.of("a", "1,200", "grpc to b"), List.of("beta", "-", "soap to a"))));
    }

    @Test
    void aTableMayHaveNoRows() {
        assertEquals(List.of("a  b"), TextTable.lines(List.of("a", "b"), List.of()));
    }

    @Test
    void theBarSaysHowMuchIsDone() {
        assertEquals(
                "[##########..........]  50 %  9,000 of 18,000 jobs, 3,000 a second, 3.0 s",
                ProgressBar.line(9_000, 18_000, "jobs", Duration.ofSeconds(3)));
        assertEquals(
                "[####################] 100 %  0 of 0 jobs, 0 a second, 0.0 s",
                ProgressBar.line(0, 0, "jobs", Duration.ZERO));
        assertEquals(
                "[###################.]  99 %  999 of 1,000 jobs, 999 a second, 1.0 s",
                ProgressBar.line(999, 1_000, "jobs", Duration.ofSeconds(1)));
    }
}
