package io.rmix.dvm.protocol;

import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.steady.Rules;
import io.rmix.dvm.protocol.steady.SteadyState;

/** Lets the simulator replace a rule, and look inside. */
public final class CoreWith {
    private CoreWith() {}

    /** A core with other rules than the right ones. */
    public static MemberCore rules(
            SharedConfiguration shared, LocalConfiguration local, View view, int self, long now, Rules rules) {
        return new MemberCore(shared, local, view, self, now, rules);
    }

    /** The counters and logs of a core. */
    public static SteadyState steady(MemberCore core) {
        return core.steady();
    }
}
