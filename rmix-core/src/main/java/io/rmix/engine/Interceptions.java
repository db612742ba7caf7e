package io.rmix.engine;

import io.rmix.CallEnd;
import io.rmix.Interception;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.Scope;
import io.rmix.ServerContext;
import io.rmix.ServerInterceptor;
import io.rmix.spi.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What interceptors have to do with one call. */
final class Interceptions {
    private static final Logger LOG = LoggerFactory.getLogger(Interceptions.class);

    /** What the other side is told. */
    static final String FAILED = "an interceptor failed; its log says why";

    private final String call;
    private final long begun = System.nanoTime();
    private final List<Interception> all = new ArrayList<>();
    private final List<Scope> scopes = new ArrayList<>();

    /** @param call for the log */
    Interceptions(String call) {
        this.call = call;
    }

    void add(Interception interception) {
        all.add(interception);
    }

    /** Asks a server's interceptors, in order. Returns null if the call may go on, else why not. */
    Failure.@Nullable Refused begin(List<ServerInterceptor> interceptors, ServerContext context) {
        try {
            for (ServerInterceptor each : interceptors) add(each.intercept(context));
            return null;
        } catch (RefusedException e) {
            return new Failure.Refused(e.code(), Outcome.NOT_INVOKED, e.reason());
        } catch (Throwable e) {
            log("failed", e);
            return new Failure.Refused(Code.INTERNAL, Outcome.NOT_INVOKED, FAILED);
        }
    }

    /** Makes current what they want to be; false if one failed, and then nothing is. */
    boolean enter() {
        try {
            for (Interception each : all) scopes.add(each.enter());
            return true;
        } catch (Throwable e) {
            log("could not enter", e);
            leave();
            return false;
        }
    }

    /** After {@link #enter}, on the same thread; false if one failed. */
    boolean leave() {
        boolean sound = true;
        for (int i = scopes.size() - 1; i >= 0; i--) {
            try {
                scopes.get(i).close();
            } catch (Throwable e) {
                log("could not leave", e);
                sound = false;
            }
        }
        scopes.clear();
        return sound;
    }

    /** Since they were asked. */
    Duration time() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** At a server; null for a result. */
    void ended(@Nullable Failure failure) {
        if (failure instanceof Failure.Refused refused)
            ended(CallEnd.failed(refused.code(), refused.outcome(), time()));
        else if (failure instanceof Failure.Declared declared) ended(CallEnd.declared(declared.exception(), time()));
        else ended(CallEnd.result(time()));
    }

    void ended(CallEnd end) {
        for (int i = all.size() - 1; i >= 0; i--) {
            try {
                all.get(i).ended(end);
            } catch (Throwable e) {
                log("failed on hearing of the end", e);
            }
        }
    }

    void log(String what, Throwable e) {
        LOG.error("{}: an interceptor {}", call, what, e);
    }
}
