package io.rmix.examples.jobqueue;

import java.util.List;

/**
 * A page of the schedule.
 *
 * @param time virtual time when the page was read, in seconds
 * @param rows finished jobs in ascending order of their numbers
 * @param more whether finished jobs with greater numbers follow; the next page is read after the last row's number
 */
public record SchedulePage(long time, List<ScheduledJob> rows, boolean more) {
    public SchedulePage {
        rows = List.copyOf(rows);
    }
}
