package io.rmix.cli.torture.trace;

import io.rmix.dvm.Order;
import java.util.List;

/** One thing that happened at a member, written down before the member tells anybody else. Records of one file are in the order in which they happened. */
public sealed interface TraceRecord {
    /** What the ledger made of a command. */
    enum Verdict {
        /** The next number of its client: it is written. */
        WRITTEN,
        /** A number that was written before: nothing changes. */
        AGAIN,
        /** A number beyond the next one: something before it is missing. */
        GAP,
        /** Its content is not what its client and number say. */
        DAMAGED,
        /** A question, which changes nothing. */
        ASKED
    }

    /**
     * The ledger applied a command.
     *
     * @param view number of the view
     * @param position in the total order
     * @param client who sent it
     * @param number of the client, from 1; 0 for a question
     * @param attempt of the client, from 1: two sendings of one number are two attempts
     * @param verdict what came of it
     * @param chain hash over all that was written, this included
     */
    record Applied(long view, long position, long client, long number, long attempt, Verdict verdict, long chain)
            implements TraceRecord {}

    /**
     * A broadcast was delivered to the listener.
     *
     * @param order atomic or reliable
     * @param view number of the view
     * @param position in the total order, 0 if reliable
     * @param origin id of the process that broadcast it
     * @param number counts its broadcasts of this order, from 1
     * @param intact whether the content is what origin and number say
     */
    record Heard(Order order, long view, long position, long origin, long number, boolean intact)
            implements TraceRecord {}

    /**
     * The ledger took over the state of another member.
     *
     * @param position of the last command in it, 0 if there is none
     * @param chain hash over all that was written
     */
    record Restored(long position, long chain) implements TraceRecord {}

    /**
     * A view begins.
     *
     * @param number of the view
     * @param lineage 32 hexadecimal digits
     * @param ballot by which it was first proposed
     * @param members in ring order
     */
    record Installed(long number, String lineage, String ballot, List<Seat> members) implements TraceRecord {
        /** Copies the list. */
        public Installed {
            members = List.copyOf(members);
        }

        /** Whether the member of this name is a voter. */
        public boolean isVoter(String name) {
            return members.stream().anyMatch(each -> each.voter() && each.name().equals(name));
        }

        /** Names, with {@code ?} behind those that are no voters. */
        public String text() {
            return String.join(
                    " ",
                    members.stream()
                            .map(each -> each.name() + (each.voter() ? "" : "?"))
                            .toList());
        }
    }

    /**
     * A member in a view.
     *
     * @param incarnation its start, in milliseconds of the clock
     */
    record Seat(String name, long incarnation, boolean voter) {}

    /**
     * An own broadcast has an outcome.
     *
     * @param order atomic or reliable
     * @param number counts the own broadcasts of this order
     * @param outcome what its submitter was told
     * @param view in which it was delivered, 0 unless it was
     * @param position in the total order, 0 unless it has one
     */
    record Finished(Order order, long number, Outcome outcome, long view, long position) implements TraceRecord {}

    /** What the submitter of a broadcast was told. */
    enum Outcome {
        /** Delivered here, and so every member has it. */
        ACKNOWLEDGED,
        /** No member has it, or will. */
        NOT_INVOKED,
        /** Nobody knows. */
        UNKNOWN
    }

    /** The node is in another state; why, or an empty text. */
    record Became(String state, String reason) implements TraceRecord {}

    /** Bytes of the heap in use after the latest collection of garbage. */
    record Heap(long used) implements TraceRecord {}
}
