package io.rmix.cli.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.dvm.runtime.LinkStatus;
import io.rmix.dvm.runtime.MemberControl;
import io.rmix.dvm.runtime.MemberStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dvm status}: asks one member how it is. */
@Command(
        name = "status",
        description = "Ask a member how it is, at any of its client endpoints.",
        footerHeading = "%nExamples:%n",
        footer = {"  dvm status --at grpc://127.0.0.1:9100", "  dvm status --at soap://127.0.0.1:9102 --json"})
public final class StatusCommand implements DvmCommand {
    @Mixin
    private AtMember member = new AtMember();

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            MemberStatus status = member.connect(rmix, MemberControl.class, MemberControl.SERVICE)
                    .sync()
                    .status();
            if (json) {
                ObjectMapper mapper =
                        new ObjectMapper().registerModule(new Jdk8Module()).enable(SerializationFeature.INDENT_OUTPUT);
                System.out.println(mapper.writeValueAsString(status));
            } else {
                print(status);
            }
            return ExitCode.OK;
        }
    }

    private static void print(MemberStatus status) {
        row("member", status.name() + " of " + status.dvm() + ", process " + status.pid() + ", " + status.language());
        row("state", status.state() + (status.reason().isEmpty() ? "" : ": " + status.reason()));
        row("view", status.view() + ": " + String.join(" ", status.members()));
        if (!status.writesRefused().isEmpty()) row("writes", "refused: " + status.writesRefused());
        if (!status.suspected().isEmpty()) row("suspected", String.join(" ", status.suspected()));
        row(
                "endpoints",
                String.join(" ", status.clientEndpoints()) + ", for members "
                        + String.join(" ", status.memberEndpoints()));
        row(
                "messages",
                status.delivered() + " delivered, " + status.originated() + " own, " + status.waiting() + " waiting");
        row("position", Long.toString(status.position()));
        row("order hash", status.orderHash());
        row("state hash", status.stateHash().isEmpty() ? "(busy)" : status.stateHash());
        row("services", String.join(" ", status.services()));
        if (status.link().isPresent()) {
            LinkStatus link = status.link().get();
            row(
                    "link",
                    "to " + link.to() + " over " + link.provider() + ", " + link.state() + ", " + link.frames()
                            + " frames, " + link.bytes() + " bytes, " + link.breaks() + " breaks");
        }
    }

    private static void row(String name, String value) {
        System.out.printf("%-11s %s%n", name, value);
    }
}
