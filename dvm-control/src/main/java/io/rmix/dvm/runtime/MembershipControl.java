package io.rmix.dvm.runtime;

import io.rmix.Name;

/**
 * What operators may change about who is in the DVM, at each of a member's client endpoints under {@link #SERVICE}: whoever reaches one may call it, unless an
 * interceptor refuses it. None of it is repeated by a stub of its own accord.
 */
@Name("dvm.v1.MembershipControl")
public interface MembershipControl {
    /** Exported name. */
    String SERVICE = "dvm.v1.MembershipControl";

    /**
     * Has the member leave in order: what was submitted to it is delivered, the others agree on a view without it, and then it ends. Answers when that has begun; asked again
     * meanwhile it does nothing.
     *
     * @throws MembershipRefusedException if it is in no view, the only one in its view, or without a quorum
     */
    void leave() throws MembershipRefusedException;

    /**
     * Has the member go on alone, with the state that it has, as the first of a new lineage. Answers when that is so.
     *
     * @param view number of the view that the caller saw it in, so that nothing is forced that has come right meanwhile
     * @throws MembershipRefusedException if it is neither ISOLATED nor NEEDS_OPERATOR, does not hold the state, or is in another view
     */
    void forceView(long view) throws MembershipRefusedException;
}
