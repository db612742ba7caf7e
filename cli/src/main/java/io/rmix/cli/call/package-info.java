/**
 * Calling any service from a shell: {@link io.rmix.cli.call.CallCommand}, {@link io.rmix.cli.call.ListCommand} and {@link
 * io.rmix.cli.call.PingCommand}. {@link io.rmix.cli.call.JsonReader} and {@link io.rmix.cli.call.JsonWriter} say how contract types
 * look as JSON.
 */
@NullMarked
package io.rmix.cli.call;

import org.jspecify.annotations.NullMarked;
