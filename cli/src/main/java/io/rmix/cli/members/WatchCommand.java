package io.rmix.cli.members;

import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.node.AtMember;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.dvm.runtime.MemberControl;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dvm watch}: what happens, as it happens. */
@Command(
        name = "watch",
        description = {
            "Tell what happens in a DVM as it happens, a line each, until Ctrl-C: views, who joins, gets a vote and leaves, who is suspected and who no more,"
                    + " and the state and the link of the member that is asked.",
            "When that member answers no more it goes on at another one of its view, and says so. Who reads too slowly is told how many events were missed.",
            "With --json each line is an object with time, at (who tells it), kind, view, member (whom it is about), value, detail and members. Kinds: view, joined, votes, left,"
                    + " suspected, cleared, state, link; and of the command itself watching, missed, silence."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dvm watch --at grpc://127.0.0.1:9100", "  dvm watch --at grpc://127.0.0.1:9100 --json | jq .kind"})
public final class WatchCommand implements DvmCommand {
    private static final int USUAL_SECONDS = 5;

    @Mixin
    private AtMember at = new AtMember();

    @Option(names = "--json", description = "one JSON object for each event, on a line of its own")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Duration deadline = Duration.ofSeconds(at.seconds(USUAL_SECONDS));
        try (Rmix rmix = Rmix.create();
                Watcher watcher = new Watcher(
                        rmix,
                        at.connect(rmix, MemberControl.class, MemberControl.SERVICE, USUAL_SECONDS),
                        new EventText(System.out, json),
                        deadline)) {
            watcher.run();
            return ExitCode.OK;
        }
    }
}
