package io.rmix.cli.doctor;

import io.rmix.Endpoint;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.Units;
import io.rmix.cli.doctor.Finding.Check;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.SlowMemberPolicy;
import io.rmix.dvm.runtime.MemberAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether what a file says is wise: it can be taken, but will it do what its author wants? */
final class SettingsCheck {
    private static final Duration SHORT_SUSPICION = Duration.ofSeconds(2);
    private static final int FEW_HEARTBEATS = 5;

    private final String where;
    private final NodeSettings node;
    private final Findings findings;

    private SettingsCheck(NodeFile file, Findings findings) {
        this.where = file.path().toString();
        this.node = file.node();
        this.findings = findings;
    }

    static void check(NodeFile file, Findings findings) {
        SettingsCheck check = new SettingsCheck(file, findings);
        check.times();
        check.quorum();
        check.floor();
        check.founding();
        check.endpoints();
    }

    private void warn(String what, String remedy) {
        findings.warning(Check.CONFIGURATION, where, what, remedy);
    }

    private void note(String what, String remedy) {
        findings.note(Check.CONFIGURATION, where, what, remedy);
    }

    private void times() {
        SharedConfiguration shared = node.shared();
        Duration suspicion = shared.suspicionTimeout();
        if (suspicion.compareTo(SHORT_SUSPICION) < 0)
            warn(
                    "timeouts.suspicion is " + Units.format(suspicion)
                            + ": a collection of garbage or a busy machine is taken for a death",
                    "2s or more, unless the machines are known to do nothing else");
        if (suspicion.compareTo(shared.heartbeat().multipliedBy(FEW_HEARTBEATS)) < 0)
            warn(
                    "timeouts.suspicion is less than " + FEW_HEARTBEATS + " heartbeats ("
                            + Units.format(shared.heartbeat()) + " each): a few that are lost make a death",
                    "a shorter timeouts.heartbeat or a longer timeouts.suspicion");
        if (node.limits().startTimeout().compareTo(suspicion) <= 0)
            warn(
                    "timeouts.start (" + Units.format(node.limits().startTimeout())
                            + ") is not longer than timeouts.suspicion: a node may give up before a dead member is",
                    "timeouts.start: " + Units.format(suspicion.multipliedBy(FEW_HEARTBEATS)) + " or more");
        if (node.limits().drain().compareTo(shared.heartbeat().multipliedBy(FEW_HEARTBEATS)) < 0)
            warn(
                    "timeouts.drain is " + Units.format(node.limits().drain())
                            + ": the node ends before the others have gone on without it, and they wait for their suspicion",
                    "timeouts.drain: 10s");
        if (node.local().slowMember() == SlowMemberPolicy.EXCLUDE
                && node.local().slowTimeout().compareTo(suspicion) < 0)
            warn(
                    "timeouts.slow (" + Units.format(node.local().slowTimeout())
                            + ") is shorter than timeouts.suspicion: a busy member goes sooner than a dead one",
                    "a longer timeouts.slow");
    }

    private void quorum() {
        List<MemberAddress> members = node.members();
        if (!node.contacts().founds() || members.size() < 2) return;
        if (node.shared().quorum() == QuorumPolicy.SURVIVORS) {
            Set<String> hosts = hosts(members);
            if (hosts.size() > 1)
                warn(
                        "quorum: survivors, and members on several hosts (" + String.join(", ", hosts)
                                + "): if the network between them is cut, both sides go on and part for good",
                        "quorum: majority, unless no member can be silent and alive");
            return;
        }
        String first = members.stream()
                .max(Comparator.comparingInt(MemberAddress::priority))
                .orElseThrow()
                .name();
        if (members.size() == 2)
            warn(
                    "two members under quorum: majority: when '" + first
                            + "', which has the higher priority, is gone, the other cannot go on",
                    "a third member; or quorum: survivors, if both are on one host");
        else if (members.size() % 2 == 0)
            note(
                    members.size() + " members under quorum: majority bear no more deaths at a time than "
                            + (members.size() - 1) + " do, but for one half with '" + first + "' in it",
                    "an odd number of members");
    }

    /** Hosts of members as they are written; names of one machine are taken for one. */
    private static Set<String> hosts(List<MemberAddress> members) {
        return members.stream()
                .flatMap(member -> member.endpoints().stream())
                .map(Places::machine)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void floor() {
        int floor = node.shared().writeFloor();
        int members = node.members().size();
        if (floor > 1 && node.contacts().founds() && floor > members)
            warn(
                    "write-floor: " + floor + ", but " + members
                            + " members found the DVM: nothing can be written until " + (floor - members)
                            + " more have joined",
                    "start those too, or lower write-floor at all members");
        else if (floor > 1 && node.contacts().founds() && floor == members)
            note("write-floor: " + floor + " is all members: while one is away nothing can be written", "");
    }

    private void founding() {
        boolean alone = node.contacts().founds()
                && node.members().size() == 1
                && node.contacts().endpoints().isEmpty();
        if (alone)
            note(
                    "'" + node.name()
                            + "' is its own whole list of members: started again while others run, it founds a second DVM",
                    "contacts: with an address of the others, without members, and 'dvm start --found' the first time");
        if (node.clientEndpoints().isEmpty())
            note("no endpoints.clients: clients, dvm status and other commands cannot reach it", "endpoints.clients");
    }

    private void endpoints() {
        boolean some = node.members().stream()
                .flatMap(member -> member.endpoints().stream())
                .anyMatch(each -> !Places.isThisMachineOnly(each));
        for (Endpoint each : node.memberEndpoints()) {
            if (node.advertised().stream().anyMatch(other -> other.scheme().equals(each.scheme()))) continue;
            if (Places.isWildcard(each))
                findings.error(
                        Check.CONFIGURATION,
                        where,
                        "endpoints.members: " + each
                                + " is what the others are told to connect to, which leads nowhere",
                        "the address or name at which the others reach this machine, or that one in endpoints.advertise");
            else if (some && Places.isThisMachineOnly(each) && !each.isSocketFile())
                findings.error(
                        Check.CONFIGURATION,
                        where,
                        "endpoints.members: " + each
                                + " is reached from its own machine only, and there are members on others",
                        "the address or name at which the others reach this machine");
        }
    }
}
