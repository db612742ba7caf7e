package io.rmix.dvm.protocol.view;

import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.View;
import java.util.function.IntPredicate;

/** Whether those that have answered are enough. */
public final class Quorum {
    private final QuorumPolicy policy;
    private final View view;
    private final ViewRules rules;

    /** Of that view under that policy. */
    public Quorum(QuorumPolicy policy, View view, ViewRules rules) {
        this.policy = policy;
        this.view = view;
        this.rules = rules;
    }

    /**
     * Whether the voters that have answered are a quorum.
     *
     * @param answered by ring index
     * @param excused by ring index: suspected, which counts under SURVIVORS alone
     */
    public boolean reached(IntPredicate answered, IntPredicate excused) {
        int voters = 0;
        int count = 0;
        boolean all = true;
        for (int i = 0; i < view.size(); i++) {
            voters += view.isVoter(i) ? 1 : 0;
            if (rules.votes(view.members().get(i))) {
                count += answered.test(i) ? 1 : 0;
                all &= answered.test(i) || excused.test(i);
            }
        }
        return switch (policy) {
            case MAJORITY -> rules.isMajority(count, voters, answered.test(view.firstVoter()));
            case SURVIVORS -> count > 0 && all;
        };
    }
}
