package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.Exporting;
import io.rmix.ServerInterceptor;
import io.rmix.contract.Contract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Collects what an export consists of. */
final class ExportingImpl implements Exporting {
    private final Engine engine;
    private final Object target;
    private final List<Face> faces = new ArrayList<>();
    private final List<ServerInterceptor> ofAll = new ArrayList<>();
    private List<ServerInterceptor> latest = ofAll;
    private UUID guid = UUID.randomUUID();

    /** One interface of the object at one endpoint, and who intercepts its calls. */
    record Face(Contract contract, Endpoint endpoint, List<ServerInterceptor> interceptors) {}

    ExportingImpl(Engine engine, Object target) {
        this.engine = engine;
        this.target = target;
    }

    @Override
    public Exporting at(Class<?> type, String... endpoints) {
        if (!type.isInstance(target))
            throw new IllegalArgumentException(target.getClass() + " is no " + type.getName());
        Contract contract = Contract.of(type);
        List<ServerInterceptor> ofThese = new ArrayList<>();
        for (String text : endpoints) {
            Endpoint endpoint = Endpoint.parse(text);
            if (endpoint.service().isEmpty())
                throw new IllegalArgumentException(
                        "no service in " + endpoint + "; expected scheme://host:port/service");
            engine.check(contract, endpoint);
            faces.add(new Face(contract, endpoint, ofThese));
        }
        latest = ofThese;
        return this;
    }

    @Override
    public Exporting intercept(ServerInterceptor interceptor) {
        latest.add(Objects.requireNonNull(interceptor, "interceptor"));
        return this;
    }

    @Override
    public Exporting as(UUID identity) {
        guid = identity;
        return this;
    }

    @Override
    public Export export() throws IOException {
        if (faces.isEmpty()) throw new IllegalArgumentException("export needs an endpoint");
        return engine.export(target, guid, List.copyOf(faces), ofAll);
    }
}
