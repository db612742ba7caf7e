package io.rmix.dvm.runtime;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.SuspicionStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notes in the journal what has become different in views, suspicions and the link.
 *
 * <p><b>Threads.</b> The protocol loop.
 */
final class NodeNews {
    private final String node;
    private final Journal journal;
    private final Set<Member> suspected = new HashSet<>();
    private @Nullable View view;
    private @Nullable LinkStatus link;
    /** The view's link was not up yet when it was looked at. */
    private boolean comesUp;

    NodeNews(String node, Journal journal) {
        this.node = node;
        this.journal = journal;
    }

    private long number() {
        return view == null ? 0 : view.number();
    }

    private void add(String kind, Member member, String value, String detail) {
        journal.add(kind, number(), member.name(), value, detail, List.of());
    }

    /** A view is installed: nobody is suspected in it yet, and its link is another one. */
    void installed(View next) {
        View before = view;
        view = next;
        suspected.clear();
        link = null;
        comesUp = false;
        journal.add(
                MemberEvent.VIEW,
                next.number(),
                "",
                next.lineage().toString(),
                "",
                next.members().stream().map(each -> each.member().name()).toList());
        if (before == null) {
            return;
        }
        for (ViewMember each : before.members()) {
            if (next.indexOf(each.member()) < 0) {
                add(MemberEvent.LEFT, each.member(), "", "");
            }
        }
        for (ViewMember each : next.members()) {
            int index = before.indexOf(each.member());
            if (index < 0) {
                add(MemberEvent.JOINED, each.member(), each.role().name(), "");
            } else if (each.isVoter() && !before.isVoter(index)) {
                add(MemberEvent.VOTES, each.member(), "", "");
            }
        }
    }

    /** A member is suspected. */
    void suspected(Member member, String reason) {
        if (suspected.add(member)) {
            add(MemberEvent.SUSPECTED, member, "", reason);
        }
    }

    /** Looks again, once a heartbeat: what has come and gone between two looks is not told, but for breaks of the link, which are counted. */
    void look(List<SuspicionStatus> suspicions, Optional<LinkStatus> now) {
        Set<Member> still = new HashSet<>();
        for (SuspicionStatus each : suspicions) {
            still.add(each.suspect());
            suspected(each.suspect(), each.reason());
        }
        for (Member each : List.copyOf(suspected)) {
            if (!still.contains(each)) {
                suspected.remove(each);
                add(MemberEvent.CLEARED, each, "", "");
            }
        }
        now.ifPresent(this::link);
    }

    private void link(LinkStatus now) {
        LinkStatus before = link;
        boolean changed = before == null
                || before.breaks() != now.breaks()
                || isUp(before) != isUp(now)
                || !before.endpoint().equals(now.endpoint());
        if (!changed) {
            return;
        }
        if (before == null && !isUp(now) && !comesUp) {
            comesUp = true;
            return;
        }
        link = now;
        String breaks = now.breaks() == 0 ? "" : ", broken " + now.breaks() + " times";
        journal.add(
                MemberEvent.LINK,
                number(),
                node,
                isUp(now) ? "UP" : "DOWN",
                "to " + now.to() + " over " + now.provider() + " at " + now.endpoint() + breaks,
                List.of());
    }

    private static boolean isUp(LinkStatus link) {
        return link.state().equals("FLOWING") || link.state().equals("HELD");
    }
}
