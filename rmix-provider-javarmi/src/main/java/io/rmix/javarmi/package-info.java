/**
 * Java RMI: start at {@link io.rmix.javarmi.JavaRmiProvider}; {@link io.rmix.javarmi.Jrmp} names the wire. Both ends speak the
 * Java Remote Method Protocol themselves, so that what arrives is bounded and filtered before it is an object, and so that no
 * setting of the whole process is needed; docs/providers/javarmi.md says what holds.
 */
@NullMarked
package io.rmix.javarmi;

import org.jspecify.annotations.NullMarked;
