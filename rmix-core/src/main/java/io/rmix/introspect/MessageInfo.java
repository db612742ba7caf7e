package io.rmix.introspect;

/**
 * A protobuf message type.
 *
 * @param name full name in protobuf, with which {@link ContractInfo#descriptors} describes it
 * @param javaName generated class at the servant's side
 */
public record MessageInfo(String name, String javaName) {}
