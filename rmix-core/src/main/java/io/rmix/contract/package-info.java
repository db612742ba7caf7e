/**
 * What a service looks like: start at {@link io.rmix.contract.Contract}, which is read once from a plain Java interface, and at
 * {@link io.rmix.contract.Type}, the types a contract may use. {@link io.rmix.contract.ProtoCodec} puts calls into protobuf bytes,
 * and {@link io.rmix.contract.ProtoSchema} describes those bytes to others.
 */
@NullMarked
package io.rmix.contract;

import org.jspecify.annotations.NullMarked;
