package io.rmix.examples.jobqueue;

/**
 * One job of a trace. Times are whole seconds of virtual time, which starts at 0.
 *
 * @param number the job's number, from 1; it names the job for good
 * @param submit when the job arrives, from 0 to {@link #MAX_SUBMIT}
 * @param runTime how long the job runs once started, from 0 to {@link #MAX_SECONDS}; known to the trace, not to the scheduler
 * @param estimate how long its owner says it runs, from 0 to {@link #MAX_SECONDS}; may be above or below the run time
 * @param processors how many processors it takes, all at once, from 1 to {@link #MAX_PROCESSORS}
 */
public record Job(long number, long submit, long runTime, long estimate, int processors) {
    /** The latest submit time, in seconds: 2^40, some 34,800 years. */
    public static final long MAX_SUBMIT = 1L << 40;

    /** The longest run time and estimate, in seconds: 2^31 - 1, some 68 years. */
    public static final long MAX_SECONDS = Integer.MAX_VALUE;

    /** The most processors that a job or a machine may have. */
    public static final int MAX_PROCESSORS = 1 << 20;

    public Job {
        inRange("number", number, 1, Long.MAX_VALUE);
        inRange("submit", submit, 0, MAX_SUBMIT);
        inRange("runTime", runTime, 0, MAX_SECONDS);
        inRange("estimate", estimate, 0, MAX_SECONDS);
        inRange("processors", processors, 1, MAX_PROCESSORS);
    }

    private static void inRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "a job's " + name + " is " + value + "; it must be from " + least + " to " + most);
        }
    }
}
