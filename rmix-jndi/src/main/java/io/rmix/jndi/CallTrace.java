package io.rmix.jndi;

import io.rmix.Interception;
import io.rmix.ServerContext;
import io.rmix.ServerInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells at DEBUG what calls a program whose configuration is being moved gets over RMIX, and over which protocol. */
final class CallTrace implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(CallTrace.class);

    @Override
    public Interception intercept(ServerContext call) {
        LOG.debug(
                "{} calls {}.{} over {}",
                call.peer(),
                call.contract(),
                call.operation(),
                call.transport().provider());
        return Interception.NONE;
    }
}
