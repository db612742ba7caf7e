package io.rmix.interceptors;

import io.rmix.CallEnd;
import io.rmix.ClientContext;
import io.rmix.ClientInterceptor;
import io.rmix.Interception;
import io.rmix.ServerContext;
import io.rmix.ServerInterceptor;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes one line for each call when it has ended: where, what, how, and how long it took. Arguments, results and entries are never
 * written. Loggers: {@code io.rmix.calls.client} and {@code io.rmix.calls.server}.
 *
 * <pre>client grpc://127.0.0.1:9000/bank bank.v1.Accounts.open SYNC: DEADLINE_EXCEEDED (UNKNOWN) after 50.112 ms</pre>
 */
public final class CallLog implements ClientInterceptor, ServerInterceptor {
    private static final Logger CLIENT = LoggerFactory.getLogger("io.rmix.calls.client");
    private static final Logger SERVER = LoggerFactory.getLogger("io.rmix.calls.server");

    private final Level good;
    private final Level bad;

    /** Calls at INFO, those that fail at WARN. */
    public CallLog() {
        this(Level.INFO, Level.WARN);
    }

    /**
     * @param good level of calls that end with a result or a declared exception
     * @param bad level of calls that fail otherwise
     */
    public CallLog(Level good, Level bad) {
        this.good = Objects.requireNonNull(good, "good");
        this.bad = Objects.requireNonNull(bad, "bad");
    }

    @Override
    public Interception intercept(ClientContext call) {
        return new Interception() {
            @Override
            public void ended(CallEnd end) {
                CLIENT.atLevel(level(end))
                        .log(
                                "client {} {}.{} {}: {}",
                                call.endpoint(),
                                call.contract(),
                                call.operation(),
                                call.mode(),
                                text(end));
            }
        };
    }

    @Override
    public Interception intercept(ServerContext call) {
        return new Interception() {
            @Override
            public void ended(CallEnd end) {
                SERVER.atLevel(level(end))
                        .log(
                                "server {} {}.{} {} from {}: {}",
                                call.endpoint(),
                                call.contract(),
                                call.operation(),
                                call.mode(),
                                call.peer(),
                                text(end));
            }
        };
    }

    private Level level(CallEnd end) {
        return end.kind() == CallEnd.Kind.FAILED ? bad : good;
    }

    private static String text(CallEnd end) {
        String how = switch (end.kind()) {
            case RESULT -> "done";
            case DECLARED ->
                end.exception().map(e -> e.getClass().getSimpleName()).orElse("exception");
            case FAILED -> Ends.code(end) + " (" + end.outcome().orElseThrow() + ")";
        };
        return how + " after "
                + String.format(Locale.ROOT, "%.3f ms", end.time().toNanos() / 1e6);
    }
}
