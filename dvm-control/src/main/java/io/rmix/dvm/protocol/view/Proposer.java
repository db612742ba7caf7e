package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Cut;
import io.rmix.dvm.Role;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.view.ViewControl.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Chooses what to propose once enough have promised. */
final class Proposer {
    private final ViewRules rules;
    private final View view;
    private final SortedMap<Integer, Promise> promises;
    private final Applicants applicants;
    private final int mostMembers;

    /** @param promises by ring index */
    Proposer(ViewRules rules, View view, SortedMap<Integer, Promise> promises, Applicants applicants, int mostMembers) {
        this.rules = rules;
        this.view = view;
        this.promises = promises;
        this.applicants = applicants;
        this.mostMembers = mostMembers;
    }

    /** The proposal accepted in the highest ballot, if there is one; else a new one. Null if nobody with a vote would be left. */
    @Nullable Proposal choose(Ballot ballot) {
        Promise highest = promises.values().stream()
                .filter(each -> rules.adopts() && each.proposal() != null)
                .max(Comparator.comparing(Promise::accepted))
                .orElse(null);
        return highest == null ? propose(ballot) : highest.proposal();
    }

    private @Nullable Proposal propose(Ballot ballot) {
        List<Integer> order = RingOrder.of(staying(), this::isBroken, Comparator.comparing(this::worth));
        List<ViewMember> members = new ArrayList<>();
        Set<Integer> priorities = priorities();
        int room = View.MAX_BYTES - View.bytes(view.members());
        for (int i = 0; i < order.size(); i++) {
            int index = order.get(i);
            int next = order.get((i + 1) % order.size());
            ViewMember member = view.members().get(index);
            members.add(applicants.isSynced(index) ? member.as(Role.VOTER) : member);
            for (Joiner joiner : applicants.admissible()) {
                ViewMember learner = joiner.learner();
                int bytes = View.bytes(List.of(learner));
                if (applicants.gap(joiner) == index
                        && view.successor(index) == next
                        && members.size() + order.size() - i <= mostMembers
                        && bytes <= room
                        && priorities.add(joiner.member().priority())) {
                    members.add(learner);
                    room -= bytes;
                }
            }
        }
        if (members.stream().noneMatch(ViewMember::isVoter)) {
            return null;
        }
        int version = view.protocolVersion();
        View next = new View(view.number() + 1, ballot, view.lineage(), members, version);
        return new Proposal(view.ballot(), next, cut());
    }

    private List<Integer> staying() {
        List<Integer> staying = new ArrayList<>();
        for (int index : promises.keySet()) {
            if (!applicants.isLeaving(index) && !isReplaced(index)) {
                staying.add(index);
            }
        }
        if (staying.stream().noneMatch(view::isVoter)) {
            lastVoter().ifPresent(staying::add);
        }
        return staying;
    }

    /** All voters leave: one of them is the last, and then leaves alone. */
    private Optional<Integer> lastVoter() {
        return promises.keySet().stream()
                .filter(index -> view.isVoter(index) && !isReplaced(index))
                .max(Comparator.comparing(this::worth));
    }

    private boolean isReplaced(int index) {
        return rules.leavesOutReplaced() && applicants.isReplaced(index);
    }

    /** Who is left out rather than others when a link cannot be avoided: learners, then those of lower priority. */
    private long worth(int index) {
        return (view.isVoter(index) ? 1L << Integer.SIZE : 0)
                + view.member(index).priority();
    }

    private boolean isBroken(int one, int other) {
        return reports(one, other) || reports(other, one);
    }

    private boolean reports(int reporter, int suspect) {
        Promise promise = promises.get(reporter);
        return promise != null && promise.reports().contains(suspect);
    }

    /** Those in use: a joiner that brings one of them is not admitted. */
    private Set<Integer> priorities() {
        Set<Integer> priorities = new HashSet<>();
        view.members().forEach(each -> priorities.add(each.member().priority()));
        return priorities;
    }

    private Cut cut() {
        List<Long> cut = new ArrayList<>();
        for (int origin = 0; origin < view.size(); origin++) {
            int column = origin;
            long last = promises.values().stream()
                    .mapToLong(each -> each.received().last().get(column))
                    .reduce(rules::cut)
                    .orElse(0);
            cut.add(last);
        }
        return new Cut(cut);
    }

    /** Of a cut, by these promises. */
    Holders holders(Cut cut) {
        List<List<Integer>> of = new ArrayList<>();
        for (int origin = 0; origin < view.size(); origin++) {
            long last = cut.last().get(origin);
            int column = origin;
            of.add(
                    last == 0
                            ? List.of()
                            : promises.entrySet().stream()
                                    .filter(each ->
                                            each.getValue().received().last().get(column) >= last)
                                    .map(SortedMap.Entry::getKey)
                                    .limit(Holders.MOST)
                                    .toList());
        }
        return new Holders(of);
    }
}
