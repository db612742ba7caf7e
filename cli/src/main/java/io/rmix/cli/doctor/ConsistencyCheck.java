package io.rmix.cli.doctor;

import io.rmix.Endpoint;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.ServiceSettings;
import io.rmix.cli.config.Units;
import io.rmix.cli.doctor.Finding.Check;
import io.rmix.dvm.runtime.MemberAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether files of one DVM go together. */
final class ConsistencyCheck {
    private static final String REFUSED = "the same value in all files: members that differ refuse each other";

    /** What must be equal, and how it is shown. */
    private static final Map<String, Function<NodeSettings, String>> EQUAL = equal();

    private final List<NodeFile> files;
    private final Findings findings;

    private ConsistencyCheck(List<NodeFile> files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    private static Map<String, Function<NodeSettings, String>> equal() {
        Map<String, Function<NodeSettings, String>> equal = new LinkedHashMap<>();
        equal.put("dvm", node -> node.shared().dvm());
        equal.put("quorum", node -> node.shared().quorum().name().toLowerCase(Locale.ROOT));
        equal.put("write-floor", node -> Integer.toString(node.shared().writeFloor()));
        equal.put("limits.message", node -> Units.format(node.shared().maxMessageBytes()));
        equal.put("limits.window", node -> Units.format(node.shared().windowBytes()));
        equal.put("limits.frame", node -> Units.format(node.shared().maxFrameBytes()));
        equal.put(
                "limits.checkpoint-every",
                node -> Integer.toString(node.limits().checkpointEvery()));
        equal.put("timeouts.heartbeat", node -> Units.format(node.shared().heartbeat()));
        equal.put("timeouts.suspicion", node -> Units.format(node.shared().suspicionTimeout()));
        equal.put("timeouts.formation", node -> Units.format(node.shared().formationTimeout()));
        equal.put("services", node -> services(node.services()));
        return equal;
    }

    private static String services(List<ServiceSettings> services) {
        return services.stream()
                .map(each -> each.name() + new TreeMap<>(each.settings()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    static void check(List<NodeFile> files, Findings findings) {
        ConsistencyCheck check = new ConsistencyCheck(files, findings);
        EQUAL.forEach(check::equal);
        check.unique();
        check.lists();
        check.addresses();
        check.contacts();
    }

    private void error(String where, String what, String remedy) {
        findings.error(Check.CONFIGURATION, where, what, remedy);
    }

    private void equal(String key, Function<NodeSettings, String> value) {
        Map<String, List<String>> byValue = new TreeMap<>();
        for (NodeFile each : files)
            byValue.computeIfAbsent(value.apply(each.node()), some -> new ArrayList<>())
                    .add(each.path().toString());
        if (byValue.size() > 1)
            error(
                    byValue.values().stream().map(each -> each.get(0)).collect(Collectors.joining(", ")),
                    key + " differs: "
                            + byValue.entrySet().stream()
                                    .map(each -> "'" + each.getKey() + "' in " + String.join(" ", each.getValue()))
                                    .collect(Collectors.joining(", ")),
                    REFUSED);
    }

    /** Names and priorities of the nodes, each of which is in one file. */
    private void unique() {
        for (int i = 0; i < files.size(); i++) {
            for (int j = 0; j < i; j++) {
                NodeFile a = files.get(j);
                NodeFile b = files.get(i);
                String where = a.path() + ", " + b.path();
                if (a.name().equals(b.name()))
                    error(
                            where,
                            "both are for '" + a.name() + "': of two that run the later excludes the other",
                            "a name of its own for each");
                else if (a.node().priority() == b.node().priority())
                    error(
                            where,
                            "'" + a.name() + "' and '" + b.name() + "' both have priority "
                                    + a.node().priority(),
                            "a priority of its own for each");
            }
        }
    }

    /** The lists of members against each other, and against what each node says of itself. */
    private void lists() {
        List<NodeFile> lists =
                files.stream().filter(each -> each.node().contacts().founds()).toList();
        for (NodeFile each : lists) {
            NodeFile first = lists.get(0);
            if (!names(each).equals(names(first)))
                error(
                        first.path() + ", " + each.path(),
                        "members differ: " + names(first) + " and " + names(each),
                        "the same list, in the same order, in all files; who joins later needs contacts instead");
            for (NodeFile other : files) compare(each, other);
        }
        TreeSet<String> without = new TreeSet<>();
        lists.forEach(each -> without.addAll(names(each)));
        files.forEach(each -> without.remove(each.name()));
        if (!without.isEmpty())
            findings.note(
                    Check.CONFIGURATION,
                    lists.get(0).path().toString(),
                    "no file was given of " + String.join(", ", without),
                    "give all files to --config to have them compared");
    }

    private static List<String> names(NodeFile file) {
        return file.node().members().stream().map(MemberAddress::name).toList();
    }

    private void compare(NodeFile list, NodeFile file) {
        for (MemberAddress member : list.node().members()) {
            if (!member.name().equals(file.name())) continue;
            if (member.priority() != file.node().priority())
                error(
                        list.path() + ", " + file.path(),
                        "priority of '" + member.name() + "': " + member.priority() + " in members, "
                                + file.node().priority() + " in its own file",
                        "the same in both");
            if (!member.endpoints().equals(file.node().reached()))
                findings.warning(
                        Check.CONFIGURATION,
                        list.path() + ", " + file.path(),
                        "endpoints of '" + member.name() + "': " + member.endpoints() + " in members, "
                                + file.node().reached() + " in its own file",
                        "the same in both, unless something on the way leads from one to the other");
        }
    }

    /** Addresses that more than one thing listens at. */
    private void addresses() {
        Map<String, String> users = new TreeMap<>();
        for (NodeFile file : files) {
            for (Endpoint each : file.endpoints()) {
                String address = each.isSocketFile() ? each.host() : Places.machine(each) + ":" + each.port();
                String user = "'" + file.name() + "' for " + each;
                String other = users.putIfAbsent(address, user);
                if (other != null && !Objects.equals(other, user))
                    error(
                            file.path().toString(),
                            "one port for two: " + other + ", and " + user,
                            "another port for one of them");
                else if (other != null)
                    error(
                            file.path().toString(),
                            each + " stands among endpoints.members and endpoints.clients",
                            "another port for clients");
            }
        }
    }

    private void contacts() {
        for (NodeFile file : files) {
            for (Endpoint contact : file.node().contacts().endpoints()) {
                files.stream()
                        .filter(each -> each.node().clientEndpoints().contains(contact))
                        .forEach(each -> error(
                                file.path().toString(),
                                "contacts: " + contact + " is where '" + each.name() + "' serves clients",
                                "one of its endpoints.members: " + each.node().memberEndpoints()));
            }
        }
    }
}
