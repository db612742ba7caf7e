package io.rmix.examples.jobqueue.trace;

import io.rmix.examples.jobqueue.Job;

/**
 * What a made trace is like.
 *
 * @param seed two traces with equal settings are equal, on every machine
 * @param jobs how many jobs, from 0 to 2^20
 * @param processors processors of the machine, from 1 to {@link Job#MAX_PROCESSORS}; no job takes more
 * @param load processor seconds asked for by those there are, in the long run; above 0 and at most 10. From about 0.8 the queue grows
 *     long; well below, it is mostly empty
 */
public record TraceSettings(long seed, int jobs, int processors, double load) {
    private static final int MAX_JOBS = 1 << 20;

    public TraceSettings {
        if (jobs < 0 || jobs > MAX_JOBS) {
            throw new IllegalArgumentException("a trace has from 0 to " + MAX_JOBS + " jobs, not " + jobs);
        }
        if (processors < 1 || processors > Job.MAX_PROCESSORS) {
            throw new IllegalArgumentException(
                    "a machine has from 1 to " + Job.MAX_PROCESSORS + " processors, not " + processors);
        }
        if (!(load > 0 && load <= 10)) {
            throw new IllegalArgumentException("the load is above 0 and at most 10, not " + load);
        }
    }

    /** A machine of 128 processors with a load of 0.75. */
    public static TraceSettings of(long seed, int jobs) {
        return new TraceSettings(seed, jobs, 128, 0.75);
    }
}
