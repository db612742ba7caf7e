package io.rmix.http.xml;

import io.rmix.InvocationException.Code;
import io.rmix.contract.EncodeException;

/** Why a value was not written. */
public final class EncodeFailure {
    private EncodeFailure() {}

    /** Tells text that XML cannot carry from values that break the contract or a limit. */
    public static Code code(EncodeException e, XmlOut out) {
        if (out.unsupported()) return Code.UNSUPPORTED;
        return e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
    }
}
