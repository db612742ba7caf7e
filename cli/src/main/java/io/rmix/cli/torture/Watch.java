package io.rmix.cli.torture;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.torture.verify.Verifier;
import io.rmix.dvm.runtime.MemberControl;
import io.rmix.dvm.runtime.MemberStatus;
import io.rmix.dvm.runtime.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Asks members how they are, and hands what they say to the verifier. Any thread. */
final class Watch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Rmix rmix = Rmix.create();
    private final Map<String, Stub<MemberControl>> members = new LinkedHashMap<>();
    private final Verifier verifier;

    Watch(List<NodeSettings> all, Verifier verifier) {
        this.verifier = verifier;
        for (NodeSettings each : all) {
            Endpoint at = each.clientEndpoints().get(0).withService(MemberControl.SERVICE);
            members.put(each.name(), rmix.connect(MemberControl.class, at).withDeadline(PATIENCE));
        }
    }

    /** The answers of these members, of those that answer. */
    List<MemberStatus> ask(List<String> names) {
        List<CompletableFuture<MemberStatus>> asked = new ArrayList<>();
        for (Map.Entry<String, Stub<MemberControl>> each : members.entrySet())
            if (names.contains(each.getKey())) asked.add(each.getValue().async(MemberControl::status));
        List<MemberStatus> answers = new ArrayList<>();
        for (CompletableFuture<MemberStatus> each : asked)
            each.handle((status, failure) -> failure == null && answers.add(status))
                    .join();
        answers.forEach(verifier::status);
        return answers;
    }

    /**
     * Whether members have come to rest: all are operational in one view of just them.
     *
     * @param quiet whether they must have delivered the same, too
     */
    static boolean isAtRest(List<String> names, List<MemberStatus> answers, boolean quiet) {
        if (answers.size() != names.size() || answers.isEmpty()) return false;
        MemberStatus first = answers.get(0);
        Set<String> expected = new HashSet<>(names);
        return answers.stream()
                .allMatch(each -> each.state().equals(NodeState.OPERATIONAL.name())
                        && each.view() == first.view()
                        && each.lineage().equals(first.lineage())
                        && expected.equals(new HashSet<>(each.members()))
                        && (!quiet || (each.position() == first.position() && each.waiting() == 0)));
    }

    /** For people. */
    static String describe(List<String> names, List<MemberStatus> answers) {
        Set<String> silent = new HashSet<>(names);
        answers.forEach(each -> silent.remove(each.name()));
        String said = answers.stream()
                .map(each -> each.name() + " is " + each.state()
                        + (each.reason().isEmpty() ? "" : " (" + each.reason() + ")") + " in view " + each.view()
                        + " of " + String.join(" ", each.members()) + " at position " + each.position())
                .collect(Collectors.joining("; "));
        return said + (silent.isEmpty() ? "" : "; no answer from " + String.join(" ", silent));
    }

    @Override
    public void close() {
        rmix.close();
    }
}
