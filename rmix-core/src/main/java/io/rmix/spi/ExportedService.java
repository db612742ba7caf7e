package io.rmix.spi;

import io.rmix.contract.Contract;
import java.util.Objects;

/**
 * A service as an acceptor sees it. Equal only to itself.
 *
 * <p>The servant itself stays with the engine: calls go to {@link Dispatcher}.
 */
public final class ExportedService {
    private final String name;
    private final Contract contract;

    /**
     * A service that is to be exported.
     *
     * @param name the path of its endpoints
     */
    public ExportedService(String name, Contract contract) {
        this.name = Objects.requireNonNull(name);
        this.contract = Objects.requireNonNull(contract);
    }

    /** Exported name: the path of the endpoint. */
    public String name() {
        return name;
    }

    /** What can be called. */
    public Contract contract() {
        return contract;
    }

    @Override
    public String toString() {
        return name + " (" + contract.name() + ")";
    }
}
