/**
 * The ring in virtual time: start at {@link io.rmix.dvm.sim.SimulationTest}, which runs thousands of seeds, and at {@link io.rmix.dvm.sim.StoryTest}, whose
 * traces read as a story. {@code -Dsim.seed=N} replays one seed.
 */
package io.rmix.dvm.sim;
