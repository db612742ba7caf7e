/**
 * What stands between the API and the providers: {@link io.rmix.engine.Engine} assembles it. The client's side is
 * {@link io.rmix.engine.StubCore} and {@link io.rmix.engine.LaneSender}, the server's {@link io.rmix.engine.ServantDispatcher} and
 * {@link io.rmix.engine.LaneInbox}. Not for use from outside.
 */
@NullMarked
package io.rmix.engine;

import org.jspecify.annotations.NullMarked;
