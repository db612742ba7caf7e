package io.rmix.cli.torture.verify;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something that must not be.
 *
 * @param rule that is broken
 * @param what is wrong, for people
 * @param seconds since the run began
 */
@JsonPropertyOrder({"rule", "what", "seconds"})
public record Violation(Rule rule, String what, double seconds) {
    /** What must hold. */
    public enum Rule {
        /** What was acknowledged is there, at every member that goes on. */
        LOST,
        /** Nothing is delivered twice that was sent once. */
        DOUBLED,
        /** What one client or member sends is delivered in the order in which it was sent. */
        ORDER,
        /** All members deliver the same at the same position, and pass over none. */
        DIFFERS,
        /** Contents arrive as they were sent. */
        DAMAGED,
        /** What was refused as not invoked is never delivered. */
        REFUSED_YET_DELIVERED,
        /** State and order hashes are equal at equal positions. */
        HASHES,
        /** A state that was taken over is that of its position. */
        STATE,
        /** Views are one chain: one ballot and one list of members for each number of a lineage. */
        VIEWS,
        /** There is one lineage, unless a view was forced. */
        LINEAGES,
        /** Members end when they are told to, are killed, or are excluded, and for no other reason. */
        ENDED,
        /** The members come to rest, and the clients go on, soon after the faults have stopped. */
        STUCK;

        /** As programs read it. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
