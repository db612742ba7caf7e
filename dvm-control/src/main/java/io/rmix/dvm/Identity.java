package io.rmix.dvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What every frame and control message carries, so that nothing is taken from another time, another DVM or another configuration.
 *
 * @param protocolVersion of the view
 * @param dvm name of the DVM
 * @param viewNumber of the sender's view
 * @param ballot that decided it
 * @param lineage of the DVM
 * @param source name of the sender
 * @param sourceIncarnation its incarnation
 * @param target name of the receiver
 * @param targetIncarnation its incarnation, as the view has it
 * @param fingerprint of the sender's {@link SharedConfiguration}
 */
public record Identity(
        int protocolVersion,
        String dvm,
        long viewNumber,
        Ballot ballot,
        Lineage lineage,
        String source,
        long sourceIncarnation,
        String target,
        long targetIncarnation,
        long fingerprint) {
    /** Refuses null. */
    public Identity {
        Objects.requireNonNull(dvm, "dvm");
        Objects.requireNonNull(ballot, "ballot");
        Objects.requireNonNull(lineage, "lineage");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
    }

    /** What {@code source} writes on all it sends to {@code target} in a view. */
    public static Identity of(SharedConfiguration shared, View view, Member source, Member target) {
        return new Identity(
                view.protocolVersion(),
                shared.dvm(),
                view.number(),
                view.ballot(),
                view.lineage(),
                source.name(),
                source.incarnation(),
                target.name(),
                target.incarnation(),
                shared.fingerprint());
    }

    /** What a process that is in no view writes. The incarnation of the target is 0 where it is not known. */
    public static Identity outside(SharedConfiguration shared, Member source, String target, long targetIncarnation) {
        return new Identity(
                SharedConfiguration.PROTOCOL_VERSION,
                shared.dvm(),
                0,
                Ballot.NONE,
                Lineage.NONE,
                source.name(),
                source.incarnation(),
                target,
                targetIncarnation,
                shared.fingerprint());
    }

    /** Whether its sender is in no view. */
    public boolean isOutside() {
        return viewNumber == 0;
    }

    /**
     * Compares what came with what this member expects.
     *
     * @param found what came
     * @return the empty string if they agree, else every field that differs with both sides' values
     */
    public String mismatch(Identity found) {
        if (equals(found)) {
            return "";
        }
        List<String> differences = new ArrayList<>();
        compare(differences, "protocol version", protocolVersion, found.protocolVersion);
        compare(differences, "DVM", dvm, found.dvm);
        compare(differences, "view number", viewNumber, found.viewNumber);
        compare(differences, "ballot", ballot, found.ballot);
        compare(differences, "lineage", lineage, found.lineage);
        compare(differences, "source", source + "#" + sourceIncarnation, found.source + "#" + found.sourceIncarnation);
        compare(differences, "target", target + "#" + targetIncarnation, found.target + "#" + found.targetIncarnation);
        compare(
                differences,
                "configuration fingerprint",
                Long.toHexString(fingerprint),
                Long.toHexString(found.fingerprint));
        return String.join("; ", differences);
    }

    private static void compare(List<String> into, String field, Object expected, Object found) {
        if (!expected.equals(found)) {
            into.add(field + ": here " + expected + ", there " + found);
        }
    }
}
