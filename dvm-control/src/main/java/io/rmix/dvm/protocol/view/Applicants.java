package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Who has told the coordinator that it wants to join, to leave, or to become a voter. All repeat it once a heartbeat, and what is not repeated is forgotten.
 */
final class Applicants {
    /** Ticks that a request outlives its last repetition. */
    private static final int LIFE = 5;

    /** Bound: more are not remembered at a time. */
    private static final int MOST = 256;

    private final View view;
    private final SortedMap<String, Join> joins = new TreeMap<>();
    private final SortedMap<Integer, Long> leaving = new TreeMap<>();
    private final SortedMap<Integer, Long> synced = new TreeMap<>();
    private long tick;

    /** @param gap ring index of the member behind which it would be, or -1 */
    private record Join(Joiner joiner, List<Member> proof, int gap, long heardAt) {}

    Applicants(View view) {
        this.view = view;
    }

    void leave(int member) {
        leaving.put(member, tick);
    }

    void synced(int member) {
        synced.put(member, tick);
    }

    /** Why a process cannot be in the next view as long as all of this one stay; empty if it can. */
    String refusal(Joiner joiner, int mostMembers) {
        Member member = joiner.member();
        List<ViewMember> members = new ArrayList<>(view.members());
        members.removeIf(each -> each.member().name().equals(member.name()));
        for (ViewMember each : members) {
            if (each.member().priority() == member.priority()) {
                return "priority " + member.priority() + " of " + member.name() + " belongs to " + each.member()
                        + ": choose another one";
            }
        }
        if (joiner.protocolVersion() < view.protocolVersion()) {
            return "it speaks protocol version " + joiner.protocolVersion() + ", and the members "
                    + view.protocolVersion() + ": install a later version";
        }
        if (members.size() >= mostMembers) {
            return "the view has " + members.size() + " members, more are not possible with these windowBytes and "
                    + "maxFrameBytes, which all members share";
        }
        members.add(joiner.learner());
        int bytes = View.bytes(members);
        return bytes <= View.MAX_BYTES
                ? ""
                : "with it the names and endpoints of " + members.size() + " members would take " + bytes
                        + " bytes: at most " + View.MAX_BYTES + " fit into a view; use fewer or shorter endpoints";
    }

    /**
     * A process wants to join.
     *
     * @param suspected by ring index: nobody is placed beside them
     * @return ring index of the member behind which it would be, or -1 while there is no place
     */
    int join(Joiner joiner, List<Member> proof, IntPredicate suspected) {
        String name = joiner.member().name();
        Join before = joins.get(name);
        if (before != null
                && before.joiner().member().incarnation() > joiner.member().incarnation()) {
            return -1;
        }
        if (before == null && joins.size() == MOST) {
            return -1;
        }
        int gap = before != null && isGood(before.gap(), suspected) ? before.gap() : freeGap(name, suspected);
        joins.put(name, new Join(joiner, proof, gap, tick));
        return gap;
    }

    private int freeGap(String name, IntPredicate suspected) {
        for (int i = view.size() - 1; i >= 0; i--) {
            int gap = i;
            boolean taken = joins.entrySet().stream()
                    .anyMatch(each ->
                            !each.getKey().equals(name) && each.getValue().gap() == gap);
            if (!taken && isGood(gap, suspected)) {
                return gap;
            }
        }
        return -1;
    }

    private boolean isGood(int gap, IntPredicate suspected) {
        return gap >= 0 && !suspected.test(gap) && !suspected.test(view.successor(gap));
    }

    /** A heartbeat's time has passed. */
    void tick() {
        tick++;
        joins.values().removeIf(each -> tick - each.heardAt() > LIFE);
        leaving.values().removeIf(each -> tick - each > LIFE);
        synced.values().removeIf(each -> tick - each > LIFE);
    }

    int size() {
        return joins.size() + leaving.size() + synced.size();
    }

    /** Whether there is anything to do for the next view. */
    boolean any() {
        return !leaving.isEmpty()
                || !synced.isEmpty()
                || !joins.isEmpty() && !admissible().isEmpty();
    }

    boolean isLeaving(int member) {
        return leaving.containsKey(member);
    }

    boolean isSynced(int member) {
        return synced.containsKey(member);
    }

    /** Whether a later incarnation of a member wants to join. */
    boolean isReplaced(int member) {
        Join join = joins.get(view.member(member).name());
        return join != null
                && join.joiner().member().incarnation() > view.member(member).incarnation();
    }

    /** Joiners that showed that they reach their neighbours and are reached by them. */
    List<Joiner> admissible() {
        List<Joiner> admissible = new ArrayList<>();
        for (Join each : joins.values()) {
            if (view.indexOf(each.joiner().member().name()) < 0
                    && each.gap() >= 0
                    && each.proof().equals(List.of(view.member(each.gap()), view.member(view.successor(each.gap()))))) {
                admissible.add(each.joiner());
            }
        }
        return admissible;
    }

    /** Ring index of the member behind which a joiner was placed. */
    int gap(Joiner joiner) {
        Join join = joins.get(joiner.member().name());
        return join == null ? -1 : join.gap();
    }
}
