package io.rmix.cli.members;

import io.rmix.Endpoint;
import io.rmix.cli.Schemes;
import io.rmix.dvm.runtime.MemberEntry;
import io.rmix.dvm.runtime.MemberReport;
import io.rmix.dvm.runtime.Membership;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Members at the client endpoints that they told. */
final class Peers {
    private Peers() {}

    /**
     * Where this command can ask a member; empty if it did not answer, or has no client endpoint whose protocol is known here.
     *
     * @param like one of the same protocol as this is preferred: what reaches the one member may reach the other
     */
    static Optional<Endpoint> of(MemberEntry member, Endpoint like) {
        return member.report().map(MemberReport::clientEndpoints).orElse(List.of()).stream()
                .map(Endpoint::parse)
                .filter(each -> Schemes.found().contains(each.scheme()))
                .min(Comparator.comparing(each -> !each.scheme().equals(like.scheme())));
    }

    /** All members of the view but one. */
    static List<MemberEntry> others(Membership view, String than) {
        return view.inView().stream().filter(each -> !each.name().equals(than)).toList();
    }

    /** The member of that name; empty if it is not in the view. */
    static Optional<MemberEntry> find(Membership view, String name) {
        return view.inView().stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
