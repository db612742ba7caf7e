package io.rmix.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes a service to server reflection. */
final class Schema {
    private final ServiceDescriptor service;

    private Schema(ServiceDescriptor service) {
        this.service = service;
    }

    /**
     * The service, as a file describes it that it uses if there is one: a contract written after a .proto file has that file's
     * service, and reflection allows one of each name.
     */
    static Schema of(ServiceDescriptor service) {
        Deque<FileDescriptor> files = new ArrayDeque<>(service.getFile().getDependencies());
        Set<String> seen = new HashSet<>();
        for (FileDescriptor file; (file = files.poll()) != null; ) {
            if (!seen.add(file.getName())) continue;
            for (ServiceDescriptor other : file.getServices())
                if (other.getFullName().equals(service.getFullName())) return new Schema(other);
            files.addAll(file.getDependencies());
        }
        return new Schema(service);
    }

    /** What hangs on a gRPC service or method. */
    private record Supplier(
            ServiceDescriptor service, @Nullable MethodDescriptor method) implements ProtoMethodDescriptorSupplier {
        @Override
        public FileDescriptor getFileDescriptor() {
            return service.getFile();
        }

        @Override
        public ServiceDescriptor getServiceDescriptor() {
            return service;
        }

        @Override
        public MethodDescriptor getMethodDescriptor() {
            return method == null ? service.getMethods().get(0) : method;
        }
    }

    Object supplier() {
        return new Supplier(service, null);
    }

    Object supplier(String method) {
        return new Supplier(service, service.findMethodByName(method));
    }
}
