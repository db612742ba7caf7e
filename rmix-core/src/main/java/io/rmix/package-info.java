/**
 * Remote invocation over many protocols: start at {@link io.rmix.Rmix}, which exports servants and connects stubs, and at
 * {@link io.rmix.Stub}, through which calls are made. What a call's failure lets the caller conclude is in
 * {@link io.rmix.InvocationException}.
 */
@NullMarked
package io.rmix;

import org.jspecify.annotations.NullMarked;
