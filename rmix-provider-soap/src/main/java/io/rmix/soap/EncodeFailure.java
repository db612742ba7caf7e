package io.rmix.soap;

import io.rmix.InvocationException.Code;
import io.rmix.contract.EncodeException;
import io.rmix.soap.xml.XmlOut;

/** Why a value was not written. */
final class EncodeFailure {
    private EncodeFailure() {}

    static Code code(EncodeException e, XmlOut out) {
        if (out.unsupported()) return Code.UNSUPPORTED;
        return e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
    }
}
