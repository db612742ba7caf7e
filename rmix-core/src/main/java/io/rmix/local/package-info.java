/**
 * The provider for {@code local://name/service}: calls within one process, through the same engine, limits and encoding as any
 * other, so that nothing of an argument is shared. Start at {@link io.rmix.local.LocalProvider}.
 */
@NullMarked
package io.rmix.local;

import org.jspecify.annotations.NullMarked;
