package io.rmix.cli.doctor;

import io.rmix.cli.doctor.Finding.Check;
import io.rmix.dvm.runtime.ProbeService;
import io.rmix.dvm.runtime.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether each member reaches each other one, both ways and at every endpoint: every member is asked to try. */
final class PairCheck {
    private final List<LiveMember> members;
    private final Findings findings;
    private final List<Pair> pairs = new ArrayList<>();

    private PairCheck(List<LiveMember> members, Findings findings) {
        this.members = members;
        this.findings = findings;
    }

    /**
     * Has all try at once.
     *
     * @param patience for all that one member tries
     * @return every way that was tried
     */
    static List<Pair> check(List<LiveMember> members, LiveMembers live, Duration patience, Findings findings) {
        PairCheck check = new PairCheck(members, findings);
        check.ask(live, patience);
        check.pairs.forEach(check::look);
        return check.pairs;
    }

    /** Looks at ways that were tried before. */
    static void check(List<LiveMember> members, List<Pair> pairs, Findings findings) {
        PairCheck check = new PairCheck(members, findings);
        check.pairs.addAll(pairs);
        pairs.forEach(check::look);
    }

    private void ask(LiveMembers live, Duration patience) {
        int millis = (int) Math.min(ProbeService.MOST_MILLIS, patience.toMillis());
        Map<LiveMember, CompletableFuture<List<Reach>>> answers = new LinkedHashMap<>();
        for (LiveMember each : members)
            answers.put(
                    each,
                    live.ask(each.at(), patience.multipliedBy(2), stub -> stub.async(probe -> probe.reach(millis))));
        answers.forEach((member, answer) -> {
            try {
                answer.get(3 * patience.toMillis(), TimeUnit.MILLISECONDS)
                        .forEach(reach -> pairs.add(new Pair(member.name(), reach)));
            } catch (ExecutionException | TimeoutException e) {
                findings.error(
                        Check.PAIRS,
                        "'" + member.name() + "'",
                        "answered and then did not say whom it reaches: " + e.getMessage(),
                        "it may be overloaded or hang: look at its log, and run the doctor again");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean runs(String name) {
        return members.stream().anyMatch(each -> each.name().equals(name));
    }

    private void look(Pair pair) {
        Reach to = pair.to();
        // Of whom nobody here has an answer it is said elsewhere that it does not run.
        if (pair.isReached() || !runs(to.member())) return;
        String where = pair.from() + " -> " + to.member() + " at " + to.endpoint();
        if (!pair.isRight()) {
            findings.error(
                    Check.PAIRS,
                    where,
                    to.answeredBy() + " answers there, not " + to.member(),
                    "correct the endpoints of '" + to.member() + "', or end the other one");
            return;
        }
        String what = "not reached" + (isOneWay(pair) ? ", though the other way is open" : "") + ": " + to.failure();
        if (to.preferred())
            findings.error(
                    Check.PAIRS,
                    where,
                    what,
                    "open the way from the machine of '" + pair.from() + "' to that endpoint (firewall, routes, NAT);"
                            + " until then: dvm link set " + to.member() + " OTHER-PROVIDER --at "
                            + clientEndpoint(pair.from()));
        else
            findings.warning(
                    Check.PAIRS, where, what, "open the way, or leave the endpoint out: links would fall back on it");
    }

    /** Whether the other one reaches this one over the same protocol. */
    private boolean isOneWay(Pair pair) {
        String scheme = scheme(pair.to().endpoint());
        return pairs.stream()
                .anyMatch(each -> each.from().equals(pair.to().member())
                        && each.to().member().equals(pair.from())
                        && scheme(each.to().endpoint()).equals(scheme)
                        && each.isReached());
    }

    private static String scheme(String endpoint) {
        return endpoint.replaceFirst(":.*", "");
    }

    private String clientEndpoint(String name) {
        return members.stream()
                .filter(each -> each.name().equals(name))
                .flatMap(each -> each.facts().clientEndpoints().stream())
                .findFirst()
                .orElse("ENDPOINT");
    }
}
