package io.rmix.dvm.service;

import java.util.Objects;
import java.util.Optional;

/**
 * A replica that a member is to hold, by the name under which it is called.
 *
 * @param name the same at every member; 1 to 64 characters of {@code [A-Za-z0-9._-]}
 * @param replica applies the commands
 * @param contract the interface under which clients call it, if it has one
 * @param <T> the interface; {@link Void} if there is none
 */
public record HostedService<T>(String name, ReplicatedService replica, Optional<ContractService<T>> contract) {
    /** Checks the name. */
    public HostedService {
        Envelope.checkName(name);
        Objects.requireNonNull(replica, "replica");
        Objects.requireNonNull(contract, "contract");
    }

    /** A service that takes bytes and gives bytes, called through {@code DvmNode.submit}. */
    public static HostedService<Void> of(String name, ReplicatedService replica) {
        return new HostedService<>(name, replica, Optional.empty());
    }

    /**
     * An implementation of a plain service interface, which clients call through stubs of that interface at any member.
     *
     * @param implementation also a {@link ReplicatedState}; called by the apply thread alone
     * @throws IllegalArgumentException if the implementation is no ReplicatedState or the interface no contract
     */
    public static <T> HostedService<T> of(String name, Class<T> contract, T implementation) {
        ContractService<T> service = new ContractService<>(contract, implementation);
        return new HostedService<>(name, service, Optional.of(service));
    }
}
