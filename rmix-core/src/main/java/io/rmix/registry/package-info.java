/**
 * Names for exported objects: start at {@link io.rmix.registry.Registry}, a service like any other that can be called over every provider;
 * {@link io.rmix.registry.RegistryServant} is the object behind it.
 */
@NullMarked
package io.rmix.registry;

import org.jspecify.annotations.NullMarked;
