package io.rmix.examples.jobqueue.swf;

import io.rmix.examples.jobqueue.Job;
import java.io.IOException;
import java.util.Iterator;

/**
 * Writes a trace. What a {@link Job} does not hold is missing (-1); the number of processors goes to fields 5 and 8, and the status
 * (field 11) is 1, completed.
 */
public final class SwfWriter {
    private SwfWriter() {}

    /**
     * Writes a header and the jobs as they come; the format wants them in the order of submit times.
     *
     * @param processors processors of the machine
     * @param note one line that says where the trace is from
     */
    public static void write(Appendable out, int processors, String note, Iterator<Job> jobs) throws IOException {
        out.append("; Version: 2.2\n; MaxNodes: " + processors + "\n; MaxProcs: " + processors + "\n; Note: ")
                .append(note.replaceAll("\\R", " "))
                .append('\n');
        while (jobs.hasNext()) {
            Job job = jobs.next();
            out.append(job.number() + " " + job.submit() + " -1 " + job.runTime() + " " + job.processors() + " -1 -1 "
                    + job.processors() + " " + job.estimate() + " -1 1 -1 -1 -1 -1 -1 -1 -1\n");
        }
    }
}
