package io.rmix.cli.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.TextTable;
import io.rmix.dvm.runtime.LinkControl;
import io.rmix.dvm.runtime.LinkRule;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dvm link rules}: the rules in force. */
@Command(
        name = "rules",
        aliases = "list",
        description = "Show the rules by which a member's links choose protocols; the first that matches counts.",
        footerHeading = "%nExample:%n",
        footer = "  dvm link rules --at grpc://127.0.0.1:9100 --json")
final class LinkRulesCommand implements Callable<Integer> {
    @Mixin
    private AtMember member = new AtMember();

    @Option(names = "--json", description = "one JSON array on standard output")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            List<LinkRule> rules = member.connect(rmix, LinkControl.class, LinkControl.SERVICE)
                    .sync()
                    .rules();
            if (json) {
                System.out.println(new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(rules));
            } else if (rules.isEmpty()) {
                System.out.println("no rules: each link goes as links.from and links.provider say");
            } else {
                TextTable.lines(
                                List.of("target", "host", "service", "providers", "options"),
                                rules.stream()
                                        .map(rule -> List.of(
                                                rule.target(),
                                                rule.host(),
                                                rule.service(),
                                                String.join(" ", rule.providers()),
                                                options(rule)))
                                        .toList())
                        .forEach(System.out::println);
            }
            return ExitCode.OK;
        }
    }

    private static String options(LinkRule rule) {
        return rule.options().entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(" "));
    }
}
