/** Runs the legacy program in processes: start at MoveFromRmiTest. */
package io.rmix.examples.legacy;
