package io.rmix.dvm;

/** How many voters of a view must answer for the next one to be decided. Docs/MEMBERSHIP.md says when to choose which. */
public enum QuorumPolicy {
    /** More than half, or exactly half with the voter of highest priority among them. At most one part of a cut network goes on. */
    MAJORITY,
    /** All that are not suspected: lives while one voter lives. Right only where silence means death: a cut network goes on in two parts. */
    SURVIVORS
}
