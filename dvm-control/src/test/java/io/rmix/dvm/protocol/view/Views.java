package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.Member;
import io.rmix.dvm.Role;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import java.util.ArrayList;
import java.util.List;

/** Views to try things with. */
final class Views {
    private Views() {}

    /** Members m0, m1, …, the first of the highest priority; the last ones learners. */
    static View of(int voters, int learners) {
        List<ViewMember> members = new ArrayList<>();
        for (int i = 0; i < voters + learners; i++) {
            Role role = i < voters ? Role.VOTER : Role.LEARNER;
            members.add(new ViewMember(member("m" + i, 1, 100 - i), role, List.of()));
        }
        return new View(7, new Ballot(3, "m0", 1), new Lineage(1, 2), members, 1);
    }

    static Member member(String name, long incarnation, int priority) {
        return new Member(name, incarnation, priority);
    }

    static Joiner joiner(String name, long incarnation, int priority) {
        return new Joiner(member(name, incarnation, priority), List.of("test://" + name), 1);
    }
}
