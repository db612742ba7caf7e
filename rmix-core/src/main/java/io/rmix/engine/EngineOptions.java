package io.rmix.engine;

import io.rmix.Limits;
import io.rmix.Security;

/**
 * What an engine is made with.
 *
 * @param direct whether servants and completions run on the threads that move bytes
 * @param introspection whether addresses tell what is exported at them
 * @param interceptors of all exports and stubs
 */
public record EngineOptions(
        Limits limits, Security security, boolean direct, boolean introspection, Interceptors interceptors) {}
