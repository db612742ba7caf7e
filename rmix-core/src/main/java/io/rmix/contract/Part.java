package io.rmix.contract;

/**
 * A part of a record or exception as a class has it, whatever contract it is used in.
 *
 * @param name on the wire
 * @param type in Java, generic
 * @param accessor gets it out of a value
 */
record Part(String name, java.lang.reflect.Type type, Accessor accessor) {}
