package io.rmix.cli.demo;

import io.rmix.cli.TextTable;
import io.rmix.examples.jobqueue.replay.Pause;
import io.rmix.examples.jobqueue.replay.ReplayReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
                        m.state(),
                        Long.toString(m.delivered()),
                        m.orderHash(),
                        m.stateHash().substring(0, 16) + "..."))
                .toList();
        TextTable.lines(
                        List.of("member", "process", "language", "state", "delivered", "order hash", "state hash"),
                        rows)
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
        printEvents(out);
        report.rejected().stream().limit(5).forEach(r -> out.println("rejected: job " + r.job() + ": " + r.reason()));
        out.println(summary.identical() ? "all members are identical" : "THE MEMBERS DIFFER");
    }

    private void printEvents(PrintStream out) {
        if (summary.events().isEmpty()) return;
        out.println(summary.events().stream()
                .map(each -> each.kind().word() + " " + each.member() + " at " + each.at() + " %")
                .collect(Collectors.joining(", ", "", "; the last view was number " + summary.views())));
        Pause pause = summary.pause();
        out.printf(
                Locale.ROOT,
                "%,d jobs had to be submitted again, and took %,.1f ms (median) to %,.1f ms for it%n",
                pause.jobs(),
                pause.p50Millis(),
                pause.maxMillis());
    }
}
