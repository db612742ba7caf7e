/** An application of plain Java RMI that knows nothing of RMIX: {@code Account} is its interface. Run without RMIX's classes. */
package io.rmix.javarmi.legacy;
