package io.rmix;

import java.util.List;

/** A servant that can be called from outside, until {@link #close()}. */
public interface Export extends AutoCloseable {
    /** Where it can be called, ports filled in, in the order they were asked for. */
    List<Endpoint> endpoints();

    /** The endpoint at which the servant is exported, if there is exactly one; else the first. */
    default Endpoint endpoint() {
        return endpoints().get(0);
    }

    /** A reference to hand to others. */
    RemoteRef ref();

    /** Unexports: new calls are refused with {@code NO_SUCH_SERVICE}; waits for calls in progress, at most {@link Limits#drain()}. */
    @Override
    void close();
}
