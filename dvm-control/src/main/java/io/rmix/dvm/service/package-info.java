/**
 * What a user puts on a distributed virtual machine: start at {@link io.rmix.dvm.service.ReplicatedService}, which every member
 * holds a replica of (or {@link io.rmix.dvm.service.ReplicatedState}, for one behind a plain interface), and at {@link io.rmix.dvm.service.CommandContext}, which is all that a replica may know of the world.
 */
@NullMarked
package io.rmix.dvm.service;

import org.jspecify.annotations.NullMarked;
