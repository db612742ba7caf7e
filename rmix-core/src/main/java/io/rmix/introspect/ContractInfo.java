package io.rmix.introspect;

import io.rmix.contract.Contract;
import java.util.List;

/**
 * Everything that a contract says, as plain values: enough to make an equal one elsewhere, with {@link ContractClasses}.
 *
 * @param name full name of the contract
 * @param javaName class name of the interface at the servant's side
 * @param remote whether the interface extends {@code java.rmi.Remote}
 * @param operations sorted by name
 * @param records each once, as all named types in the order in which they are met
 * @param enums each once
 * @param exceptions each once
 * @param messages protobuf message types
 * @param descriptors a {@code google.protobuf.FileDescriptorSet} with the files of the messages and all that these import; empty
 *     if there are none
 * @param lock field numbers, in the form of {@link io.rmix.contract.ContractLock}
 * @param annotations of the interface, those that decide on names of a wire
 * @param packageAnnotations of its package, likewise
 */
public record ContractInfo(
        String name,
        String javaName,
        boolean remote,
        List<OperationInfo> operations,
        List<StructInfo> records,
        List<EnumInfo> enums,
        List<StructInfo> exceptions,
        List<MessageInfo> messages,
        byte[] descriptors,
        String lock,
        List<AnnotationInfo> annotations,
        List<AnnotationInfo> packageAnnotations) {
    public ContractInfo {
        operations = List.copyOf(operations);
        records = List.copyOf(records);
        enums = List.copyOf(enums);
        exceptions = List.copyOf(exceptions);
        messages = List.copyOf(messages);
        annotations = List.copyOf(annotations);
        packageAnnotations = List.copyOf(packageAnnotations);
    }

    /** Describes a contract. */
    public static ContractInfo of(Contract contract) {
        return new Describer(contract).describe();
    }
}
