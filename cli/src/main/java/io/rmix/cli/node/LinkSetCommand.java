package io.rmix.cli.node;

import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.UserError;
import io.rmix.dvm.runtime.BadLinkException;
import io.rmix.dvm.runtime.LinkControl;
import io.rmix.dvm.runtime.LinkRule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dvm link set}: puts a rule before all others. */
@Command(
        name = "set",
        description = {
            "Say which protocols may carry a member's link to TARGET, the preferred one first; '*' stands for all others.",
            "Answers when the link has moved. The rule holds until the member is started anew."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm link set b soap --at grpc://127.0.0.1:9100",
            "  dvm link set b grpc soap --option grpc.compression=gzip --at grpc://127.0.0.1:9100",
            "  dvm link set '*' grpc+unix grpc --host '10.1.*' --at grpc://127.0.0.1:9100"
        })
final class LinkSetCommand implements Callable<Integer> {
    @Mixin
    private AtMember member = new AtMember();

    @Parameters(index = "0", paramLabel = "TARGET", description = "pattern of the name of the member the link goes to")
    private String target = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PROVIDER", description = "scheme, such as soap")
    private List<String> providers = List.of();

    @Option(names = "--host", description = "pattern of an endpoint's host (default: any)", defaultValue = "*")
    private String host = "*";

    @Option(names = "--service", description = "pattern of an endpoint's service (default: any)", defaultValue = "*")
    private String service = "*";

    @Option(
            names = "--option",
            paramLabel = "SCHEME.NAME=VALUE",
            description = "of the connections that carry the link, such as grpc.compression=gzip; repeatable")
    private Map<String, String> options = Map.of();

    @Override
    public Integer call() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            member.connect(rmix, LinkControl.class, LinkControl.SERVICE)
                    .sync()
                    .set(new LinkRule(target, host, service, providers, options));
            return ExitCode.OK;
        } catch (BadLinkException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
