package io.rmix.dvm.protocol;

/** How what came in stands to the views of this member. */
enum Relation {
    /** Of the view that this member is in. */
    CURRENT,
    /** Of the one before. */
    PREVIOUS,
    /** Of an earlier one of the same lineage, or of one that this view did not follow. */
    OLDER,
    /** Of a later one of the same lineage. */
    NEWER,
    /** Its sender is in no view. */
    OUTSIDE,
    /** Of another DVM, configuration, lineage, or another view of the same number. */
    FOREIGN,
    /** Meant for another incarnation, or for one that is in a view. */
    STRAY
}
