package io.rmix.introspect;

/**
 * One exported service.
 *
 * @param name the path of its endpoint
 * @param contract full name of its contract
 */
public record ServiceInfo(String name, String contract) {}
