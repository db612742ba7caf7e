package io.rmix.cli.demo;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.cli.TextTable;
import io.rmix.cli.config.NodeSettings;
import io.rmix.dvm.runtime.MemberControl;
import io.rmix.dvm.runtime.MemberStatus;
import io.rmix.dvm.runtime.NodeState;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.replay.AsyncJobQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The members of a demo as their client sees them: member number i is called over the i-th of its protocols, in turn.
 *
 * <p><b>Threads.</b> Any.
 */
final class DemoMembers {
    private static final Duration STATUS_PATIENCE = Duration.ofSeconds(30);
    /** A view change takes a few seconds; a member that says nothing for longer has its calls repeated elsewhere. */
    private static final Duration CALL_PATIENCE = Duration.ofSeconds(30);

    private static final Duration SETTLE = Duration.ofSeconds(120);

    private final Rmix rmix;
    private final String service;
    private final List<DemoMember> all = new CopyOnWriteArrayList<>();

    DemoMembers(Rmix rmix, List<NodeSettings> nodes, String service) {
        this.rmix = rmix;
        this.service = service;
        nodes.forEach(this::add);
    }

    /** One more. */
    DemoMember add(NodeSettings node) {
        List<Endpoint> endpoints = node.clientEndpoints();
        Endpoint endpoint = endpoints.get(all.size() % endpoints.size());
        DemoMember member = new DemoMember(
                node.name(),
                rmix.connect(JobQueue.class, endpoint.withService(service)).withDeadline(CALL_PATIENCE),
                rmix.connect(MemberControl.class, endpoint.withService(MemberControl.SERVICE))
                        .withDeadline(STATUS_PATIENCE));
        all.add(member);
        return member;
    }

    DemoMember member(String name) {
        return all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no member " + name));
    }

    /** A member's process was killed. */
    void killed(String name) {
        member(name).killed();
    }

    List<AsyncJobQueue> queues() {
        return all.stream().map(DemoMember::queue).toList();
    }

    /** The latest answers of those that run; asks for the next ones, without waiting. */
    List<MemberStatus> look() {
        List<MemberStatus> answers = new ArrayList<>();
        for (DemoMember each : all) {
            MemberStatus status = each.look();
            if (status != null) answers.add(status);
        }
        return answers;
    }

    /** A table of the latest answers. */
    List<String> table() {
        return TextTable.lines(
                List.of("member", "process", "state", "delivered", "own", "position", "link"),
                all.stream().map(DemoMember::row).toList());
    }

    /**
     * Waits until all members that run are in one view and have applied the same messages, and says how they then are.
     *
     * @return in ring order
     * @throws IOException if they do not within two minutes
     */
    List<MemberStatus> settled() throws IOException {
        List<DemoMember> running = all.stream().filter(DemoMember::runs).toList();
        long end = System.nanoTime() + SETTLE.toNanos();
        String found = "nothing";
        while (System.nanoTime() < end) {
            List<MemberStatus> now = answers(running);
            if (now.size() == running.size() && isSettled(now)) {
                now.forEach(each -> member(each.name()).seen(each));
                return inRingOrder(now);
            }
            found = String.join("; ", now.stream().map(DemoMembers::describe).toList());
            LockSupport.parkNanos(50_000_000);
        }
        throw new IOException("the members did not come to rest in one view at one position within "
                + SETTLE.toSeconds() + " s: " + found);
    }

    private static List<MemberStatus> answers(List<DemoMember> running) {
        List<CompletableFuture<MemberStatus>> asked =
                running.stream().map(DemoMember::ask).toList();
        return asked.stream()
                .map(each ->
                        each.handle((status, failed) -> failed == null ? List.of(status) : List.<MemberStatus>of()))
                .flatMap(each -> each.join().stream())
                .toList();
    }

    private static boolean isSettled(List<MemberStatus> members) {
        MemberStatus first = members.get(0);
        Set<String> names = new HashSet<>(first.members());
        return names.size() == members.size()
                && members.stream()
                        .allMatch(each -> names.contains(each.name())
                                && each.view() == first.view()
                                && each.state().equals(NodeState.OPERATIONAL.name())
                                && each.position() == first.position()
                                && !each.stateHash().isEmpty());
    }

    private static List<MemberStatus> inRingOrder(List<MemberStatus> members) {
        List<MemberStatus> ordered = new ArrayList<>();
        for (String name : members.get(0).members())
            members.stream().filter(each -> each.name().equals(name)).forEach(ordered::add);
        return ordered;
    }

    private static String describe(MemberStatus status) {
        return status.name() + " is " + status.state() + " in view " + status.view() + " of "
                + String.join(" ", status.members()) + " at position " + status.position();
    }
}
