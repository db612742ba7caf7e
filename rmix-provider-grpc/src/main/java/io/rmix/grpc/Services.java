package io.rmix.grpc;

import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.spi.ExportedService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The objects exported at an address: added and removed while the server runs, found by contract and by name. */
final class Services extends HandlerRegistry {
    private final Supplier<Endpoint> address;
    private final Limits limits;
    private final Handlers handlers;
    private volatile Map<String, Group> groups = Map.of();

    /** How a call begins. */
    interface Handlers {
        ServerCallHandler<Incoming, Outgoing> method(String contract, String method);
    }

    /**
     * An exported object.
     *
     * @param endpoint with its name
     */
    record Exported(ExportedService service, Endpoint endpoint, Methods methods) {}

    /**
     * The objects of one contract.
     *
     * @param objects by name, sorted
     * @param definition as the library and server reflection see it; stays the same while there is an object
     */
    record Group(Map<String, Exported> objects, ServerServiceDefinition definition) {}

    Services(Supplier<Endpoint> address, Limits limits, Handlers handlers) {
        this.address = address;
        this.limits = limits;
        this.handlers = handlers;
    }

    synchronized void add(ExportedService service) {
        Exported other = find(service.name());
        if (other != null)
            throw new IllegalArgumentException(
                    address.get().withService(service.name()) + " is taken by " + other.service());
        Methods methods = new Methods(service.contract(), limits);
        String contract = service.contract().name();
        Group group = groups.get(contract);
        Map<String, Exported> objects = new TreeMap<>(group == null ? Map.of() : group.objects());
        objects.put(service.name(), new Exported(service, address.get().withService(service.name()), methods));
        replace(contract, new Group(objects, group == null ? define(methods) : group.definition()));
    }

    synchronized void remove(ExportedService service) {
        Exported exported = find(service.name());
        if (exported == null || exported.service() != service) return;
        String contract = service.contract().name();
        Group group = groups.get(contract);
        if (group == null) return;
        Map<String, Exported> objects = new TreeMap<>(group.objects());
        objects.remove(service.name());
        replace(contract, objects.isEmpty() ? null : new Group(objects, group.definition()));
    }

    private void replace(String contract, @Nullable Group group) {
        Map<String, Group> changed = new HashMap<>(groups);
        if (group == null) changed.remove(contract);
        else changed.put(contract, group);
        groups = Map.copyOf(changed);
    }

    private ServerServiceDefinition define(Methods methods) {
        String contract = methods.contract().name();
        Schema schema = Schema.of(methods.schema().service());
        List<MethodDescriptor<Incoming, Outgoing>> descriptors = methods.contract().operations().stream()
                .map(operation -> descriptor(contract, operation.upperName())
                        .setSchemaDescriptor(schema.supplier(operation.upperName()))
                        .build())
                .toList();
        ServiceDescriptor.Builder described =
                ServiceDescriptor.newBuilder(contract).setSchemaDescriptor(schema.supplier());
        descriptors.forEach(described::addMethod);
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(described.build());
        for (MethodDescriptor<Incoming, Outgoing> method : descriptors)
            service.addMethod(method, handlers.method(contract, String.valueOf(method.getBareMethodName())));
        return service.build();
    }

    private MethodDescriptor.Builder<Incoming, Outgoing> descriptor(String contract, String method) {
        return Methods.descriptor(
                MethodDescriptor.generateFullMethodName(contract, method),
                Incoming.marshaller(limits.messageBytes()),
                Outgoing.MARSHALLER);
    }

    @Override
    public List<ServerServiceDefinition> getServices() {
        return groups.values().stream().map(Group::definition).toList();
    }

    /** Finds a method for every name: calls of what is not there are refused with words. */
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String fullName, @Nullable String authority) {
        int slash = fullName.lastIndexOf('/');
        String contract = fullName.substring(0, Math.max(0, slash));
        Group group = groups.get(contract);
        ServerMethodDefinition<?, ?> known =
                group == null ? null : group.definition().getMethod(fullName);
        if (known != null) return known;
        String method = fullName.substring(slash + 1);
        return ServerMethodDefinition.create(descriptor(contract, method).build(), handlers.method(contract, method));
    }

    /** The object of a name, or null. */
    @Nullable Exported find(String name) {
        for (Group group : groups.values()) {
            Exported found = group.objects().get(name);
            if (found != null) return found;
        }
        return null;
    }

    /** The objects of a contract, or null. */
    @Nullable Group of(String contract) {
        return groups.get(contract);
    }
}
