package io.rmix.spi;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A call as a connection gets it. The arguments have been checked against the contract: their number fits and none is null.
 * They may be read until {@link Connection#call} or {@link Connection#start} returns.
 *
 * @param endpoint with the service's name
 * @param contract of the service interface
 * @param operation which of its methods
 * @param arguments in the order of the parameters; belong to the caller, who may change them once the call is made
 * @param context what travels beside them
 */
public record OutboundCall(
        Endpoint endpoint,
        Contract contract,
        Operation operation,
        @Nullable Object[] arguments,
        CallContext context) {
    /** A failure of this call. */
    public InvocationException failure(Code code, Outcome outcome, String reason, @Nullable Throwable cause) {
        return new InvocationException(code, outcome, endpoint, endpoint.service(), operation.name(), reason, cause);
    }
}
