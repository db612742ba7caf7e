package io.rmix.cli.demo;

import io.rmix.dvm.runtime.MemberStatus;
import java.util.ArrayList;
import java.util.List;

/** Tells what changed from view to view, as far as it was seen. Not for concurrent use. */
final class ViewNews {
    private long view;
    private List<String> members = List.of();

    /** Lines about what is new in the latest of these views. */
    List<String> of(List<MemberStatus> answers) {
        List<String> news = new ArrayList<>();
        for (MemberStatus each : answers) {
            if (each.view() <= view) continue;
            List<String> gone = without(members, each.members());
            List<String> come = without(each.members(), members);
            String in = " (view " + each.view() + ": " + String.join(" ", each.members()) + ")";
            if (!gone.isEmpty()) news.add(String.join(" and ", gone) + " left the ring, which is closed again" + in);
            if (!come.isEmpty() && view > 0) news.add(String.join(" and ", come) + " joined" + in);
            view = each.view();
            members = each.members();
        }
        return news;
    }

    /** The latest view. */
    String line() {
        return view == 0 ? "no view yet" : "view " + view + ": " + String.join(" -> ", members);
    }

    private static List<String> without(List<String> names, List<String> others) {
        return names.stream().filter(each -> !others.contains(each)).toList();
    }
}
