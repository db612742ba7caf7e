package io.rmix.contract;

/**
 * A parameter of an operation.
 *
 * @param name as in the source, or as {@link io.rmix.Name} says
 * @param index place among the arguments, from 0
 * @param type type of its arguments
 * @param number field number in the request message, at least 1
 */
public record Parameter(String name, int index, Type type, int number) {}
