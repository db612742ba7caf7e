package io.rmix.dvm.runtime;

/** A change of who is in the DVM that a member does not make, and why. Nothing has changed. */
public final class MembershipRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message says why, and what to do instead */
    public MembershipRefusedException(String message) {
        super(message);
    }
}
