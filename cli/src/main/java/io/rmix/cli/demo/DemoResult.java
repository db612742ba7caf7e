package io.rmix.cli.demo;

import io.rmix.cli.TextTable;
import io.rmix.examples.jobqueue.replay.ReplayReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What came of a demo, summed up and in full. */
record DemoResult(DemoSummary summary, ReplayReport report) {
    /** Whether all members are alike and every job of the trace is accounted for. */
    boolean isGood() {
        return summary.isGood() && report.allAccountedFor();
    }

    /** For people. */
    void print(PrintStream out) {
        List<List<String>> rows = summary.members().stream()
                .map(m -> List.of(
                        m.name(),
                        Long.toString(m.pid()),
                        m.language(),
                        Long.toString(m.delivered()),
                        m.orderHash(),
                        m.stateHash().substring(0, 16) + "..."))
                .toList();
        TextTable.lines(List.of("member", "process", "language", "delivered", "order hash", "state hash"), rows)
                .forEach(out::println);
        summary.links()
                .forEach(link -> out.println("link " + link.from() + " -> " + link.to() + ": " + link.provider()));
        DemoSummary.Jobs jobs = summary.jobs();
        out.printf(
                Locale.ROOT,
                "%,d jobs submitted, %,d completed, %,d rejected in %.1f s; %,.0f messages a second delivered at each member%n",
                jobs.submitted(),
                jobs.completed(),
                jobs.rejected(),
                summary.elapsedSeconds(),
                summary.deliveredPerSecond());
        report.rejected().stream().limit(5).forEach(r -> out.println("rejected: job " + r.job() + ": " + r.reason()));
        out.println(summary.identical() ? "all members are identical" : "THE MEMBERS DIFFER");
    }
}
