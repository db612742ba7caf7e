package io.rmix.dvm.runtime;

import io.rmix.Idempotent;
import io.rmix.Name;
import java.time.Duration;

/** What every member tells operators, at each of its client endpoints under {@link #SERVICE}; {@link MembershipControl} is what they may change. */
@Name("dvm.v1.MemberControl")
public interface MemberControl {
    /** Exported name. */
    String SERVICE = "dvm.v1.MemberControl";

    /** Of {@link #watch}: from now on, none of what was before. */
    long NOW = -1;

    /** The member as it is. */
    @Idempotent
    MemberStatus status();

    /** The view as the member has it, and each member of it as that one says itself. All are asked at once, and given two seconds to answer. */
    @Idempotent
    Membership members();

    /**
     * Waits for what happens at the member. Holds no thread of it while it waits.
     *
     * @param incarnation of the member whose events the caller has read; if it is another one now, all that this one remembers is told
     * @param after number of the last event that the caller has read: {@link #NOW}, or 0 for all that is remembered
     * @param patience how long to wait if nothing has happened yet, at most a minute; zero asks and does not wait
     * @return at once if something has happened since; else when something does, or without events when the time has passed. Some of them, if they are many
     */
    @Idempotent
    MemberEvents watch(long incarnation, long after, Duration patience);
}
