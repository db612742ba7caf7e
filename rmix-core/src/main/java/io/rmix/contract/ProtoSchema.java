package io.rmix.contract;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

/**
 * A contract as a .proto file: for clients that know nothing of RMIX, for server reflection, and for generators. All messages
 * and enums are in one message, {@code <Service>Types}, so that contracts of one package cannot clash.
 */
public final class ProtoSchema {
    private final Contract contract;
    private final FileDescriptorProto proto;
    private final FileDescriptor file;

    private ProtoSchema(Contract contract) {
        this.contract = contract;
        SchemaBuilder builder = new SchemaBuilder(contract);
        this.proto = builder.build();
        try {
            this.file = FileDescriptor.buildFrom(proto, builder.imports().toArray(FileDescriptor[]::new));
        } catch (DescriptorValidationException e) {
            throw new ContractException(
                    contract.name(), "protobuf cannot describe it: " + e.getMessage(), "use other names, by @Name");
        }
    }

    /**
     * Describes a contract.
     *
     * @throws ContractException if protobuf refuses its names
     */
    public static ProtoSchema of(Contract contract) {
        return new ProtoSchema(contract);
    }

    /** The file, not linked. */
    public FileDescriptorProto proto() {
        return proto;
    }

    /** The file, linked with those it imports. */
    public FileDescriptor file() {
        return file;
    }

    /** The service; its full name is that of the contract. */
    public ServiceDescriptor service() {
        return file.getServices().get(0);
    }

    /** The method of an operation of this contract. */
    public MethodDescriptor method(Operation operation) {
        if (contract.find(operation.name()) != operation) {
            throw new IllegalArgumentException(operation + " is no operation of " + contract);
        }
        return service().findMethodByName(operation.upperName());
    }

    /** The request message of an operation of this contract. */
    public Descriptor request(Operation operation) {
        return method(operation).getInputType();
    }

    /** The response message of an operation of this contract. */
    public Descriptor response(Operation operation) {
        return method(operation).getOutputType();
    }

    /** The message of a declared exception. */
    public Descriptor exception(ExceptionType type) {
        if (!contract.namedTypes().contains(type)) {
            throw new IllegalArgumentException(type + " is no exception of " + contract);
        }
        return file.getMessageTypes().get(0).findNestedTypeByName(type.name());
    }

    /** The .proto source. */
    public String text() {
        return ProtoText.of(proto, contract.name());
    }
}
