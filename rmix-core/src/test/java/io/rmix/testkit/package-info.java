/**
 * The contract of a provider as a test: a provider's own test class extends {@link io.rmix.testkit.ProviderContractTest} and says
 * its scheme. What a protocol cannot carry is named by {@link io.rmix.testkit.Wire}, and then the tests demand its refusal.
 */
package io.rmix.testkit;
