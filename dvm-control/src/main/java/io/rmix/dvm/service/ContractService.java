package io.rmix.dvm.service;

import io.rmix.contract.Contract;
import io.rmix.contract.DecodeException;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a replicated service of an implementation of a plain interface: a command is a call of one of its operations, the answer
 * its result or the exception that it declares. {@link CallCodec} says how both are written.
 *
 * @param <T> the service interface
 */
public final class ContractService<T> implements ReplicatedService {
    private static final Logger LOG = LoggerFactory.getLogger(ContractService.class);

    private final Class<T> type;
    private final T implementation;
    private final ReplicatedState state;
    private final CallCodec codec;

    ContractService(Class<T> type, T implementation) {
        if (!(implementation instanceof ReplicatedState replicated)) {
            throw new IllegalArgumentException(implementation.getClass().getName() + " is no "
                    + ReplicatedState.class.getName() + ": implement snapshot and restore");
        }
        this.type = type;
        this.implementation = implementation;
        this.state = replicated;
        this.codec = new CallCodec(Contract.of(type));
    }

    /** The service interface. */
    public Class<T> type() {
        return type;
    }

    CallCodec codec() {
        return codec;
    }

    @Override
    public byte[] apply(CommandContext context, byte[] command) {
        Operation operation;
        @Nullable Object[] arguments;
        try {
            operation = codec.operation(command);
            arguments = codec.arguments(operation, command);
        } catch (DecodeException | IllegalArgumentException e) {
            throw new CommandRefusedException(String.valueOf(e.getMessage()));
        }
        try {
            return codec.result(operation, operation.invoke(implementation, arguments));
        } catch (Error e) {
            throw e;
        } catch (Throwable thrown) {
            ExceptionType declared = operation.exceptionFor(thrown);
            if (declared != null) {
                return codec.exception(declared, thrown);
            }
            LOG.warn("{} failed at position {}: {}", operation, context.position(), thrown.toString());
            LOG.debug("{} failed", operation, thrown);
            throw new CommandRefusedException(operation + " failed: " + thrown);
        }
    }

    @Override
    public Snapshot snapshot() {
        return state.snapshot();
    }

    @Override
    public void restore(InputStream in) throws IOException {
        state.restore(in);
    }
}
