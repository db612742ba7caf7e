package io.rmix.introspect;

import io.rmix.Idempotent;
import io.rmix.Name;
import io.rmix.RemoteRef;
import java.util.List;

/**
 * Tells what is exported at an address. It is exported by itself at every address, as {@link #SERVICE}, as long as something
 * else is, unless {@link io.rmix.Rmix.Builder#introspection} switched it off.
 */
@Name("rmix.v1.Introspection")
public interface Introspection {
    /** Name of the service; no other can be exported under it. */
    String SERVICE = "rmix/introspection";

    /** What is exported at this address now, by name; this service itself is left out. */
    @Idempotent
    List<ServiceInfo> services();

    /**
     * The contract of one service.
     *
     * @throws UnknownServiceException if none of that name is exported at this address
     */
    @Idempotent
    ContractInfo describe(String service) throws UnknownServiceException;

    /**
     * The reference to the object behind one service, with all its endpoints: whoever knows one of them learns of the others.
     *
     * @throws UnknownServiceException if none of that name is exported at this address
     */
    @Idempotent
    RemoteRef refer(String service) throws UnknownServiceException;

    /** Does nothing: for those who want to know how long that takes. */
    @Idempotent
    void ping();
}
