package io.rmix.jndi;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.InvocationException;
import io.rmix.Rmix;
import io.rmix.Security;
import io.rmix.contract.Contract;
import io.rmix.introspect.ContractInfo;
import io.rmix.introspect.DynamicStub;
import java.io.IOException;
import java.rmi.Remote;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.CommunicationException;
import javax.naming.InvalidNameException;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The process's part in RMIX, made when it is first needed: what its names have exported, and one stub for each object that it has looked up.
 */
final class ProcessRmix {
    private static @Nullable ProcessRmix instance;

    private final Rmix rmix;
    private final Map<Endpoint, Export> exports = new HashMap<>();
    private final Map<Target, Object> views = new ConcurrentHashMap<>();

    private record Target(Class<?> type, Endpoint endpoint) {}

    private ProcessRmix(boolean insecureBind) {
        rmix = Rmix.builder()
                .security(new Security(Optional.empty(), insecureBind))
                .serverInterceptor(new CallTrace())
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(rmix::close, "rmix-jndi-close"));
    }

    /** @param insecureBind whether endpoints may listen beyond loopback; the first one to ask decides */
    static synchronized ProcessRmix get(boolean insecureBind) {
        if (instance == null) instance = new ProcessRmix(insecureBind);
        return instance;
    }

    /** Asks the address what the object is, on each look-up; stubs are made once. */
    Object lookup(Endpoint endpoint) throws NamingException {
        try {
            ContractInfo info = DynamicStub.describe(rmix, endpoint);
            return view(Interfaces.known(info, endpoint), endpoint);
        } catch (InvocationException e) {
            throw Failures.naming(endpoint, e);
        } catch (IllegalArgumentException e) {
            throw Failures.naming(endpoint, e);
        }
    }

    private <T extends Remote> Object view(Class<T> type, Endpoint endpoint) {
        return views.computeIfAbsent(
                new Target(type, endpoint), target -> LegacyView.of(type, rmix.connect(type, endpoint)));
    }

    /**
     * Exports at all endpoints or at none.
     *
     * @param replace whether what has been bound to one of them before is unbound
     */
    synchronized void bind(List<Endpoint> endpoints, Remote servant, boolean replace) throws NamingException {
        for (Endpoint endpoint : endpoints) {
            if (endpoint.port() == 0)
                throw new InvalidNameException(endpoint + ": nobody would learn which port was taken; give one");
            if (!replace && exports.containsKey(endpoint))
                throw new NameAlreadyBoundException(endpoint + " is bound in this process; use rebind to replace it");
        }
        Class<? extends Remote> type = Interfaces.of(servant);
        Endpoint first = endpoints.get(0);
        try {
            Contract.of(type);
            unbind(endpoints);
            String[] all = endpoints.stream().map(Endpoint::toString).toArray(String[]::new);
            Export export = rmix.exporting(servant).at(type, all).export();
            for (Endpoint endpoint : endpoints) exports.put(endpoint, export);
        } catch (IllegalArgumentException e) {
            throw Failures.naming(first, e);
        } catch (IOException e) {
            throw Failures.because(new CommunicationException("cannot listen: " + e.getMessage()), e);
        }
    }

    /** Ends what is exported at them, draining; what was bound together ends together. */
    synchronized void unbind(List<Endpoint> endpoints) {
        Set<Export> gone = new HashSet<>();
        for (Endpoint endpoint : endpoints) {
            Export export = exports.get(endpoint);
            if (export != null) gone.add(export);
        }
        exports.values().removeAll(gone);
        for (Export export : gone) export.close();
    }
}
