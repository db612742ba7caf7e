/**
 * Interceptors that most systems want: start at the one you need, each is given to {@link io.rmix.Rmix.Builder}, to an export or to a stub.
 * {@link io.rmix.interceptors.Authorization} decides who may call, {@link io.rmix.interceptors.Metrics}, {@link io.rmix.interceptors.CallLog} and
 * {@link io.rmix.interceptors.Tracing} tell what happens.
 */
@NullMarked
package io.rmix.interceptors;

import org.jspecify.annotations.NullMarked;
