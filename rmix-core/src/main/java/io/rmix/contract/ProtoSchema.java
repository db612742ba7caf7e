package io.rmix.contract;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

/** A contract as a .proto file: for clients that know nothing of RMIX, for server reflection, and for generators. */
public final class ProtoSchema {
    private final Contract contract;

    private ProtoSchema(Contract contract) {
        this.contract = contract;
    }

    /** Describes a contract. */
    public static ProtoSchema of(Contract contract) {
        return new ProtoSchema(contract);
    }

    /** The file, not linked. */
    public FileDescriptorProto proto() {
        throw new UnsupportedOperationException(contract.name());
    }

    /** The file, linked with those it imports. */
    public FileDescriptor file() {
        throw new UnsupportedOperationException(contract.name());
    }

    /** The service; its full name is that of the contract. */
    public ServiceDescriptor service() {
        throw new UnsupportedOperationException(contract.name());
    }

    /** The request message of an operation of this contract. */
    public Descriptor request(Operation operation) {
        throw new UnsupportedOperationException(operation.name());
    }

    /** The response message of an operation of this contract. */
    public Descriptor response(Operation operation) {
        throw new UnsupportedOperationException(operation.name());
    }

    /** The message of a declared exception. */
    public Descriptor exception(ExceptionType type) {
        throw new UnsupportedOperationException(type.name());
    }

    /** The .proto source. */
    public String text() {
        throw new UnsupportedOperationException(contract.name());
    }
}
