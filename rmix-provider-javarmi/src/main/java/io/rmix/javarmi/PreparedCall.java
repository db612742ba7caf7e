package io.rmix.javarmi;

import io.rmix.spi.Connection.Reply;
import org.jspecify.annotations.Nullable;

/** A call whose arguments are encoded. */
@FunctionalInterface
interface PreparedCall {
    /**
     * Sends it and waits for the answer.
     *
     * @param flight to end it by, or null
     * @return the answer, to be decoded
     * @throws WireException if there is none
     */
    Reply send(@Nullable Flight flight) throws WireException;
}
