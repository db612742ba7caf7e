package io.rmix.cli.node;

import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.UserError;
import io.rmix.cli.config.NodeSettingsReader;
import io.rmix.dvm.runtime.BadLinkException;
import io.rmix.dvm.runtime.LinkControl;
import io.rmix.dvm.runtime.LinkRule;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dvm link load}: a member's configuration has changed. */
@Command(
        name = "load",
        description = "Replace the rules of a running member's links by those of a configuration file (links.rules).",
        footerHeading = "%nExample:%n",
        footer = "  dvm link load --config node.yaml --at grpc://127.0.0.1:9100")
final class LinkLoadCommand implements Callable<Integer> {
    @Mixin
    private AtMember member = new AtMember();

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "configuration of the node, YAML")
    private Path config = Path.of("");

    @Override
    public Integer call() throws Exception {
        var rules = NodeSettingsReader.read(config, NodeStart::problem).links().rules();
        try (Rmix rmix = Rmix.create()) {
            member.connect(rmix, LinkControl.class, LinkControl.SERVICE)
                    .sync()
                    .replace(rules.rules().stream().map(LinkRule::of).toList());
            return ExitCode.OK;
        } catch (BadLinkException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
