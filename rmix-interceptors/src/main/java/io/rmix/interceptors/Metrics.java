package io.rmix.interceptors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.rmix.CallEnd;
import io.rmix.ClientContext;
import io.rmix.ClientInterceptor;
import io.rmix.Interception;
import io.rmix.ServerContext;
import io.rmix.ServerInterceptor;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times calls in a Micrometer registry. For {@code side} {@code client} and {@code server}:
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>kind</th><th>what</th></tr>
 *   <tr><td>{@code rmix.<side>.started}</td><td>counter, calls</td><td>calls that began; less those that ended, they are under way</td></tr>
 *   <tr><td>{@code rmix.<side>.calls}</td><td>timer, seconds</td><td>calls that ended and how long they took; one-way: until executed</td></tr>
 * </table>
 *
 * <p>Tags: {@code contract}, {@code operation}, {@code mode} ({@code SYNC}, {@code ASYNC}, {@code ONE_WAY}; at a server {@code TWO_WAY}, {@code ONE_WAY}),
 * {@code provider}, and of the timer {@code code}: {@code OK}, {@code EXCEPTION} for a declared one, else that of the failure. All are names of
 * the program's own, never what a caller sends; beyond {@value #MOST} combinations of them, contract and operation are {@code other}.
 */
public final class Metrics implements ClientInterceptor, ServerInterceptor {
    /** Most combinations of contract, operation, mode and provider. */
    public static final int MOST = 2000;

    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Map<Kind, Meters> meters = new ConcurrentHashMap<>();

    private record Kind(String side, String contract, String operation, String mode, String provider) {
        Tags tags() {
            return Tags.of("contract", contract, "operation", operation, "mode", mode, "provider", provider);
        }
    }

    /** Of one kind of calls. */
    private final class Meters {
        private final Kind kind;
        private final Counter started;
        private final Map<String, Timer> ended = new ConcurrentHashMap<>();

        Meters(Kind kind) {
            this.kind = kind;
            this.started = Counter.builder("rmix." + kind.side() + ".started")
                    .description("calls that began")
                    .baseUnit("calls")
                    .tags(kind.tags())
                    .register(registry);
        }

        private Timer timer(String code) {
            return ended.computeIfAbsent(
                    code,
                    c -> Timer.builder("rmix." + kind.side() + ".calls")
                            .description("calls that ended, and how long they took")
                            .tags(kind.tags().and("code", c))
                            .register(registry));
        }

        Interception begin() {
            started.increment();
            return new Interception() {
                @Override
                public void ended(CallEnd end) {
                    timer(Ends.code(end)).record(end.time());
                }
            };
        }
    }

    /** @param registry where the meters are */
    public Metrics(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public Interception intercept(ClientContext call) {
        String provider = call.transport().provider();
        return of(new Kind(
                        "client", call.contract(), call.operation(), call.mode().name(), provider))
                .begin();
    }

    @Override
    public Interception intercept(ServerContext call) {
        String provider = call.transport().provider();
        return of(new Kind(
                        "server", call.contract(), call.operation(), call.mode().name(), provider))
                .begin();
    }

    private Meters of(Kind kind) {
        Meters known = meters.get(kind);
        if (known != null) return known;
        Kind counted = meters.size() < MOST ? kind : new Kind(kind.side(), OTHER, OTHER, kind.mode(), kind.provider());
        return meters.computeIfAbsent(counted, Meters::new);
    }
}
