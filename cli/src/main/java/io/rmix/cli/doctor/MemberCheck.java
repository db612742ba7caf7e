package io.rmix.cli.doctor;

import io.rmix.Endpoint;
import io.rmix.cli.doctor.Finding.Check;
import io.rmix.dvm.runtime.MemberFacts;
import io.rmix.dvm.runtime.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the members that answered are, each by itself and against the others. */
final class MemberCheck {
    private static final double MUCH_SKEW_MILLIS = 1000;

    private final List<LiveMember> members;
    private final Findings findings;

    private MemberCheck(List<LiveMember> members, Findings findings) {
        this.members = members;
        this.findings = findings;
    }

    static void check(List<LiveMember> members, List<NodeFile> files, LiveMembers live, Findings findings) {
        MemberCheck check = new MemberCheck(members, findings);
        check.silent(files, live);
        for (LiveMember each : members) {
            check.state(each);
            check.writes(each);
            check.clock(each);
        }
        for (NodeFile each : files) check.configured(each);
        check.views();
        check.versions();
    }

    /** Nodes of files of which nobody answered, though others did. */
    private void silent(List<NodeFile> files, LiveMembers live) {
        List<NodeFile> silent = files.stream()
                .filter(file -> members.stream().noneMatch(each -> each.name().equals(file.name())))
                .toList();
        if (!files.isEmpty() && silent.size() == files.size() && members.isEmpty()) {
            findings.note(
                    Check.MEMBERS,
                    "all",
                    "none of the members runs, or none can be reached from here",
                    "start them: dvm start --config FILE");
            return;
        }
        for (NodeFile each : silent) {
            Endpoint asked = each.endpoints().get(0);
            findings.warning(
                    Check.MEMBERS,
                    "'" + each.name() + "'",
                    "does not answer at any of its endpoints; at " + asked + ": " + live.failure(asked),
                    "start it if it does not run; if it runs and hangs, end it with kill -9 and start it anew");
        }
        Set<String> gone = new TreeSet<>();
        for (LiveMember each : members)
            each.facts().members().stream().map(MemberFacts.Peer::name).forEach(gone::add);
        members.forEach(each -> gone.remove(each.name()));
        files.forEach(each -> gone.remove(each.name()));
        if (!gone.isEmpty())
            findings.warning(
                    Check.MEMBERS,
                    String.join(", ", gone),
                    "known to members that answered, and cannot be reached from here",
                    "run the doctor where they can be reached, or give their client endpoints to --at");
    }

    private void state(LiveMember member) {
        MemberFacts facts = member.facts();
        String where = "'" + facts.name() + "'";
        String what = "is " + facts.state() + (facts.reason().isEmpty() ? "" : ": " + facts.reason());
        switch (NodeState.valueOf(facts.state())) {
            case OPERATIONAL -> {}
            case ISOLATED, NEEDS_OPERATOR ->
                findings.error(
                        Check.MEMBERS,
                        where,
                        what,
                        "bring back the members that are missing, or the network to them; if they are gone for good: dvm force-view --at "
                                + clientEndpoint(member));
            case LEFT, FAILED, CLOSED -> findings.error(Check.MEMBERS, where, what, "start it anew");
            case FORMING, JOINING ->
                findings.warning(Check.MEMBERS, where, what, "wait a moment; then see what it waits for");
            case LEARNING, FROZEN -> findings.warning(Check.MEMBERS, where, what, "wait a moment, and look again");
        }
        if (!facts.suspected().isEmpty())
            findings.warning(
                    Check.MEMBERS,
                    where,
                    "hears that " + String.join(", ", facts.suspected()) + " may be dead",
                    "see the pairs: a link that is broken one way looks like this too");
    }

    private static String clientEndpoint(LiveMember member) {
        return member.facts().clientEndpoints().stream().findFirst().orElse("ENDPOINT");
    }

    private void writes(LiveMember member) {
        MemberFacts facts = member.facts();
        long voters = facts.members().stream().filter(MemberFacts.Peer::voter).count();
        if (facts.view() > 0 && voters < facts.writeFloor())
            findings.warning(
                    Check.MEMBERS,
                    "'" + facts.name() + "'",
                    "refuses writes: view " + facts.view() + " has " + voters + " voters, and write-floor wants "
                            + facts.writeFloor(),
                    "start more members");
    }

    private void clock(LiveMember member) {
        if (Math.abs(member.skew()) > MUCH_SKEW_MILLIS + member.millis() / 2)
            findings.warning(
                    Check.CLOCKS,
                    "'" + member.name() + "'",
                    String.format(
                            Locale.ROOT,
                            "its clock is %.1f s %s this machine's",
                            Math.abs(member.skew()) / 1000,
                            member.skew() > 0 ? "ahead of" : "behind"),
                    "set clocks by NTP: services see the time of whoever takes the call, made monotonic");
    }

    /** What runs against the file that it should have been started with. */
    private void configured(NodeFile file) {
        String fingerprint = Long.toHexString(file.node().shared().fingerprint());
        for (LiveMember each : members) {
            if (each.name().equals(file.name())
                    && each.facts().dvm().equals(file.node().shared().dvm())
                    && !each.facts().fingerprint().equals(fingerprint))
                findings.warning(
                        Check.CONFIGURATION,
                        file.path().toString(),
                        "'" + file.name() + "' runs with other shared settings than are in its file (fingerprint "
                                + each.facts().fingerprint() + ", not " + fingerprint + ")",
                        "start all members anew for a change of shared settings, or take it back");
        }
    }

    private void views() {
        Map<String, List<String>> lineages = by(each -> each.facts().lineage());
        lineages.remove("");
        if (lineages.size() > 1) {
            findings.error(
                    Check.MEMBERS,
                    "all",
                    "there are " + lineages.size() + " DVMs that know nothing of each other: "
                            + lineages.values().stream()
                                    .map(names -> String.join(" ", names))
                                    .collect(Collectors.joining(" | ")),
                    "choose one; end the members of the others and start them anew, so that they join: what only they hold is lost");
            return;
        }
        Map<String, List<String>> views = by(each -> Long.toString(each.facts().view()));
        views.remove("0");
        if (views.size() > 1)
            findings.warning(
                    Check.MEMBERS,
                    "all",
                    "members are in different views: " + text(views),
                    "look again in a moment; who stays behind is cut off from the others: see the pairs");
    }

    private void versions() {
        Map<String, List<String>> protocols =
                by(each -> Integer.toString(each.facts().protocol()));
        if (protocols.size() > 1)
            findings.warning(
                    Check.VERSIONS,
                    "all",
                    "versions of the protocol differ: " + text(protocols),
                    "update those with the lower one");
        Map<String, List<String>> rmix = by(each -> each.facts().rmix());
        if (rmix.size() > 1)
            findings.warning(
                    Check.VERSIONS,
                    "all",
                    "versions of RMIX differ: " + text(rmix),
                    "the same for all, unless an update is under way");
        Map<String, List<String>> java = by(each -> each.facts().java().replaceFirst("[.+-].*", ""));
        if (java.size() > 1)
            findings.note(Check.VERSIONS, "all", "versions of Java differ: " + text(java), "the same for all");
    }

    private static String text(Map<String, List<String>> groups) {
        return groups.entrySet().stream()
                .map(each -> (each.getKey().isEmpty() ? "unknown" : each.getKey()) + " ("
                        + String.join(" ", each.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private Map<String, List<String>> by(Function<LiveMember, String> value) {
        Map<String, List<String>> groups = new TreeMap<>();
        for (LiveMember each : members)
            groups.computeIfAbsent(value.apply(each), some -> new ArrayList<>()).add(each.name());
        return groups;
    }
}
