package io.rmix.cli.members;

import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.node.AtMember;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.dvm.runtime.MemberControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dvm members}: who is in the view, and how each is. */
@Command(
        name = "members",
        description = {
            "Show the view of a member, and how each member of it is, as that one says itself.",
            "One member is asked, and asks all others at once: who does not answer within two seconds is shown so.",
            "",
            "States:",
            "  FORMING         in no view yet: not enough of the configured members have been heard",
            "  JOINING         in no view, and asking members to be taken in",
            "  LEARNING        in the view without a vote: the state is on its way",
            "  OPERATIONAL     messages are ordered and delivered",
            "  FROZEN          another view is being decided: writes wait for a moment",
            "  ISOLATED        a quorum has not answered for twice the suspicion time-out: writes wait until it does",
            "  NEEDS_OPERATOR  a quorum, or what is lacking for the next view, is gone for good: see 'dvm force-view --help'",
            "  LEFT            in no view any more, because it left or the others went on without it",
            "  FAILED          could not start, or found itself wrong",
            "  CLOSED          ended by its own program"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dvm members --at grpc://127.0.0.1:9100", "  dvm members --at soap://127.0.0.1:9102 --json"})
public final class MembersCommand implements DvmCommand {
    @Mixin
    private AtMember member = new AtMember();

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            MembershipText.print(
                    member.connect(rmix, MemberControl.class, MemberControl.SERVICE)
                            .sync()
                            .members(),
                    json);
            return ExitCode.OK;
        }
    }
}
