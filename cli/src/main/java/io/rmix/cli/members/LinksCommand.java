package io.rmix.cli.members;

import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.Printable;
import io.rmix.cli.TextTable;
import io.rmix.cli.node.AtMember;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.dvm.runtime.LinkStatus;
import io.rmix.dvm.runtime.MemberControl;
import io.rmix.dvm.runtime.MemberEntry;
import io.rmix.dvm.runtime.MemberReport;
import io.rmix.dvm.runtime.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dvm links}: the links of the ring as they are. */
@Command(
        name = "links",
        description = {
            "Show every link of the ring, from each member of the view to its successor, as the member that sends says. 'dvm link' has the rules by which links choose protocols.",
            "",
            "States:",
            "  DOWN     no connection; one is being made",
            "  ASKING   connected; the successor's position is awaited",
            "  FLOWING  frames go out",
            "  HELD     the successor takes no frames, because its services are slow",
            "Positions are bytes of the link's log: sent, and known to have arrived. Frames are those under way; reconnects count broken connections."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dvm links --at grpc://127.0.0.1:9100", "  dvm links --at rmi://127.0.0.1:9101 --json"})
public final class LinksCommand implements DvmCommand {
    private static final List<String> COLUMNS =
            List.of("from", "to", "provider", "endpoint", "state", "sent", "acknowledged", "frames", "reconnects");

    @Mixin
    private AtMember member = new AtMember();

    @Option(names = "--json", description = "one JSON array on standard output")
    private boolean json;

    /**
     * A link of the ring.
     *
     * @param from who sends
     * @param to its successor
     * @param link what the sender says; empty if it did not answer or is in another view
     */
    record RingLink(String from, String to, Optional<LinkStatus> link) {}

    @Override
    public Integer call() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            List<RingLink> links = of(member.connect(rmix, MemberControl.class, MemberControl.SERVICE)
                    .sync()
                    .members());
            if (json) System.out.println(MembershipText.json(links));
            else if (links.isEmpty()) System.out.println("no links: the view has fewer than two members");
            else
                TextTable.lines(COLUMNS, links.stream().map(LinksCommand::row).toList()).stream()
                        .map(Printable::of)
                        .forEach(System.out::println);
            return ExitCode.OK;
        }
    }

    static List<RingLink> of(Membership view) {
        List<MemberEntry> ring = view.inView();
        List<RingLink> links = new ArrayList<>();
        for (int i = 0; ring.size() > 1 && i < ring.size(); i++) {
            MemberEntry from = ring.get(i);
            String to = ring.get((i + 1) % ring.size()).name();
            links.add(new RingLink(
                    from.name(),
                    to,
                    from.report()
                            .filter(report -> from.isAnswered() && report.view() == view.view())
                            .flatMap(MemberReport::link)
                            .filter(link -> link.to().equals(to))));
        }
        return links;
    }

    private static List<String> row(RingLink each) {
        return each.link()
                .map(link -> List.of(
                        each.from(),
                        each.to(),
                        link.provider(),
                        link.endpoint(),
                        link.state(),
                        Long.toString(link.sent()),
                        Long.toString(link.acknowledged()),
                        Long.toString(link.underWay()),
                        Long.toString(link.breaks())))
                .orElse(List.of(each.from(), each.to(), "?", "?", "no answer", "-", "-", "-", "-"));
    }
}
