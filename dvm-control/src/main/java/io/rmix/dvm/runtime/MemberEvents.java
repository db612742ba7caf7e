package io.rmix.dvm.runtime;

import java.util.List;

/**
 * What happened at a member.
 *
 * @param name of the member
 * @param incarnation of the member
 * @param revision number of the last event told, for the next {@link MemberControl#watch}
 * @param missed events since the caller's last one that are not remembered any more
 * @param events in the order in which they happened
 */
public record MemberEvents(String name, long incarnation, long revision, long missed, List<MemberEvent> events) {
    /** Copies. */
    public MemberEvents {
        events = List.copyOf(events);
    }
}
