package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.steady.SteadyState;
import io.rmix.dvm.protocol.view.Joiner;
import java.util.List;

/** Lets tests look inside of a core. */
public final class CoreWith {
    private CoreWith() {}

    /** A core of a first view. */
    public static MemberCore founding(
            SharedConfiguration shared, LocalConfiguration local, View view, int self, long now) {
        Joiner me = new Joiner(view.member(self), List.of(), SharedConfiguration.PROTOCOL_VERSION);
        MemberCore.Setup setup = new MemberCore.Setup(shared, local, QuorumPolicy.MAJORITY, me);
        return MemberCore.founding(setup, view, now);
    }

    /** The counters and logs of a core's current view. */
    public static SteadyState steady(MemberCore core) {
        return core.ring().steady();
    }

    /** What a core keeps beside messages. */
    public static Footprint footprint(MemberCore core) {
        return core.footprint();
    }

    /** What a core writes on what it sends to another member of its view. */
    public static Identity identityTo(MemberCore core, int target) {
        return core.ring().identities().to(target);
    }

    /** What a core expects on what another member of its view sends. */
    public static Identity identityFrom(MemberCore core, int source) {
        return core.ring().identities().from(source);
    }
}
