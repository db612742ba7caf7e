package io.rmix.dvm.runtime;

import io.rmix.Idempotent;
import io.rmix.Name;
import java.util.List;

/** What every member serves to those who examine a DVM, at each of its endpoints, for members and for clients, under {@link #SERVICE}. */
@Name("dvm.v1.Probe")
public interface ProbeService {
    /** Exported name. */
    String SERVICE = "dvm.v1.Probe";

    /** The most milliseconds that {@link #reach} takes. */
    int MOST_MILLIS = 5000;

    /** {@code name#incarnation} of who is there. */
    @Idempotent
    String who();

    /** What the member is and what it knows, as far as that is said without waiting. */
    @Idempotent
    MemberFacts facts();

    /**
     * Has the member ask each other one that it knows {@link #who}, at each endpoint: those of its view, and those configured. Answers when all have
     * answered or failed; what has not by the end of the time counts as failed. One such round at a time: who asks meanwhile gets its result.
     *
     * @param millis for all of it, 1 to {@link #MOST_MILLIS}; others are taken as the nearest of these
     */
    @Idempotent
    List<Reach> reach(int millis);
}
