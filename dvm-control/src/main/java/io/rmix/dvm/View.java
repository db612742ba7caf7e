package io.rmix.dvm;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Who takes part, as decided once and installed by all of its members.
 *
 * @param number counted from 1 in a lineage
 * @param ballot the ballot that decided it
 * @param lineage of the DVM
 * @param members in ring order: the successor of each is the next, of the last the first; 1 to 1024
 * @param protocolVersion the lowest among the members
 */
public record View(long number, Ballot ballot, Lineage lineage, List<ViewMember> members, int protocolVersion) {
    /** The most members a view can have: ring indexes travel in two bytes, and nobody tried more than a few dozen. */
    public static final int MAX_MEMBERS = 1024;

    /**
     * The most bytes that the members' names and endpoints may take: what is decided about a view goes into one control message, which every provider must take.
     * 512 for each of 1,024 members, or eight full lists of endpoints for each of a dozen.
     */
    public static final int MAX_BYTES = 512 << 10;

    /** Copies the members; refuses a view without a voter, names or priorities that occur twice, and more bytes than fit. */
    public View {
        Objects.requireNonNull(ballot, "ballot");
        Objects.requireNonNull(lineage, "lineage");
        members = List.copyOf(members);
        if (members.isEmpty() || members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("a view has 1 to " + MAX_MEMBERS + " members, not " + members.size());
        }
        if (members.stream().noneMatch(ViewMember::isVoter)) {
            throw new IllegalArgumentException("a view has at least one voter");
        }
        int bytes = bytes(members);
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("the names and endpoints of " + members.size() + " members take " + bytes
                    + " bytes: at most " + MAX_BYTES + " fit into a view; use fewer or shorter endpoints");
        }
        Set<String> names = new HashSet<>();
        Set<Integer> priorities = new HashSet<>();
        for (ViewMember each : members) {
            if (!names.add(each.member().name())) {
                throw new IllegalArgumentException(
                        "member name " + each.member().name() + " occurs twice in a view");
            }
            if (!priorities.add(each.member().priority())) {
                throw new IllegalArgumentException("priority " + each.member().priority() + " of "
                        + each.member().name() + " belongs to another member too: priorities are unique");
            }
        }
    }

    /** Bytes that members take in a message at the most. */
    public static int bytes(List<ViewMember> members) {
        return members.stream().mapToInt(ViewMember::bytes).sum();
    }

    /** Number of members. */
    public int size() {
        return members.size();
    }

    /** The member at a ring index, 0 to size - 1. */
    public Member member(int index) {
        return members.get(index).member();
    }

    /** Ring index of the member of that name, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).member().name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Ring index of that incarnation of that member, or -1. */
    public int indexOf(Member member) {
        int index = indexOf(member.name());
        return index >= 0 && members.get(index).member().equals(member) ? index : -1;
    }

    /** Whether the member at a ring index has a vote. */
    public boolean isVoter(int index) {
        return members.get(index).isVoter();
    }

    /** Number of voters. */
    public int voters() {
        return (int) members.stream().filter(ViewMember::isVoter).count();
    }

    /** Ring index of the voter of highest priority. */
    public int firstVoter() {
        int first = -1;
        for (int i = 0; i < members.size(); i++) {
            if (isVoter(i) && (first < 0 || member(i).priority() > member(first).priority())) {
                first = i;
            }
        }
        return first;
    }

    /** Ring index of the successor. */
    public int successor(int index) {
        return (index + 1) % members.size();
    }

    /** Ring index of the predecessor. */
    public int predecessor(int index) {
        return (index + members.size() - 1) % members.size();
    }
}
