package io.rmix.cli.members;

import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.Printable;
import io.rmix.cli.UserError;
import io.rmix.cli.node.AtMember;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.dvm.runtime.MemberControl;
import io.rmix.dvm.runtime.MemberEntry;
import io.rmix.dvm.runtime.MemberReport;
import io.rmix.dvm.runtime.Membership;
import io.rmix.dvm.runtime.MembershipControl;
import io.rmix.dvm.runtime.MembershipRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dvm force-view}: one member goes on alone, for disasters. */
@Command(
        name = "force-view",
        description = {
            "Have a member that is ISOLATED or NEEDS_OPERATOR go on alone, with the state that it has, as the first of a new lineage.",
            "For disasters: when a quorum will never answer again. All that was acknowledged in the member's view it has; what others acknowledged in a later view, without it, is lost. Others of the old lineage that turn up are"
                    + " told that they are gone and end; started again they join this one and take over its state.",
            "Of several members that are left, choose the one of the highest position, and force only that one: 'dvm members' at each shows it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm force-view --at grpc://127.0.0.1:9100",
            "  dvm force-view --at grpc://127.0.0.1:9100 --yes --json"
        })
public final class ForceViewCommand implements DvmCommand {
    private static final int USUAL_SECONDS = 15;
    private static final Set<String> FORCEABLE = Set.of("ISOLATED", "NEEDS_OPERATOR");

    @Spec
    private CommandSpec spec;

    @Mixin
    private AtMember at = new AtMember();

    @Option(names = "--yes", description = "do not ask whether this is meant")
    private boolean yes;

    @Option(names = "--json", description = "the new view as one JSON object on standard output")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            var asked = at.connect(rmix, MemberControl.class, MemberControl.SERVICE, USUAL_SECONDS);
            Membership before = asked.sync().members();
            MemberReport report = Peers.find(before, before.asked())
                    .flatMap(MemberEntry::report)
                    .orElseThrow(
                            () -> new IOException(before.asked() + " is in no view, and holds no state to go on with"));
            if (!FORCEABLE.contains(report.state()))
                throw new IOException(before.asked() + " is " + report.state()
                        + ": a view is forced only at a member that is ISOLATED or NEEDS_OPERATOR");
            PrintWriter err = spec.commandLine().getErr();
            loss(before, report).stream().map(Printable::of).forEach(err::println);
            if (!yes) confirm(before.asked(), err);
            at.connect(rmix, MembershipControl.class, MembershipControl.SERVICE, USUAL_SECONDS)
                    .sync()
                    .forceView(before.view());
            MembershipText.print(asked.sync().members(), json);
            return ExitCode.OK;
        } catch (MembershipRefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What will be lost, as far as it can be known. */
    private static List<String> loss(Membership view, MemberReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(view.asked() + " goes on alone from position " + report.position() + " of view " + view.view()
                + ", in a new lineage. It is " + report.state() + ": " + report.reason());
        List<MemberEntry> others = Peers.others(view, view.asked());
        lines.add("What was acknowledged in view " + view.view() + " is here. Lost is what " + names(others)
                + " acknowledged in a later view, if there was one: that cannot be known here.");
        List<MemberEntry> alive =
                others.stream().filter(MemberEntry::isAnswered).toList();
        if (!alive.isEmpty())
            lines.add("STILL ALIVE: " + names(alive)
                    + ", which would end as gone. If they are about to be reached by the others again, wait.");
        List<MemberEntry> again = others.stream()
                .filter(each -> each.report().isPresent() && !each.isAnswered())
                .toList();
        if (!again.isEmpty()) lines.add("Started again since: " + names(again) + ". They join once it is done.");
        List<MemberEntry> silent =
                others.stream().filter(each -> each.report().isEmpty()).toList();
        if (!silent.isEmpty())
            lines.add(
                    "No answer from " + names(silent)
                            + ". If they live beyond a cut network they may go on there: make sure that they do not, or there will be two DVMs.");
        return lines;
    }

    private static String names(List<MemberEntry> members) {
        return members.stream().map(MemberEntry::name).collect(Collectors.joining(", "));
    }

    private static void confirm(String member, PrintWriter err) throws IOException {
        err.print("Type the name of the member, " + member + ", to go on: ");
        err.flush();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        String line = input.readLine();
        if (line == null || !line.strip().equals(member))
            throw new UserError("nothing was changed: expected '" + member + "', or --yes");
    }
}
