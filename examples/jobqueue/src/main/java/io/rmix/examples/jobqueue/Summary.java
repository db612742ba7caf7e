package io.rmix.examples.jobqueue;

/**
 * The queue at one moment. Sums stop at 2^63 - 1 instead of overflowing.
 *
 * @param time virtual time, in seconds, or {@link JobQueue#END_OF_TIME}
 * @param processors processors of the machine
 * @param freeProcessors processors that no running job holds
 * @param jobs jobs accepted so far; the sum of the four states
 * @param accepted jobs in state {@link JobState#ACCEPTED}
 * @param waiting jobs in state {@link JobState#WAITING}
 * @param running jobs in state {@link JobState#RUNNING}
 * @param finished jobs in state {@link JobState#FINISHED}
 * @param waitSeconds sum of the waits (start less submit) of the finished jobs
 * @param longestWait longest wait of a finished job, in seconds
 * @param processorSeconds sum of run time times processors of the finished jobs
 * @param lastEnd latest end of a finished job, in seconds; 0 without one
 */
public record Summary(
        long time,
        int processors,
        int freeProcessors,
        int jobs,
        int accepted,
        int waiting,
        int running,
        int finished,
        long waitSeconds,
        long longestWait,
        long processorSeconds,
        long lastEnd) {}
