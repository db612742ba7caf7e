package io.rmix.cli.config;

import java.util.Optional;

/** Knows which services a node may host, and what their settings may be. */
@FunctionalInterface
public interface ServiceCheck {
    /** What is wrong with a service, if something is. */
    Optional<Problem> problem(ServiceSettings service);

    /**
     * Something wrong.
     *
     * @param setting the key of the setting it is about; empty if it is about the service as a whole
     * @param text what is wrong and what was expected
     */
    record Problem(String setting, String text) {}
}
