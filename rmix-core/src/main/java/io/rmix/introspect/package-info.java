/**
 * What is exported at an address, and stubs made without its classes: start at {@link io.rmix.introspect.Introspection}, the
 * service that answers at every address, and at {@link io.rmix.introspect.DynamicStub}. {@link
 * io.rmix.introspect.ContractClasses} makes a Java interface of a description.
 */
@NullMarked
package io.rmix.introspect;

import org.jspecify.annotations.NullMarked;
