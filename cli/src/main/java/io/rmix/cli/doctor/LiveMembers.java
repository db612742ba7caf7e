package io.rmix.cli.doctor;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.dvm.runtime.MemberFacts;
import io.rmix.dvm.runtime.ProbeService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Finds members and asks them, all at once and each for a bounded time: first at the endpoints that are known, then at those that the members told of.
 */
final class LiveMembers {
    private static final double NANOS_IN_MILLI = 1e6;

    private final Rmix rmix;
    private final Duration patience;
    private final Map<Endpoint, LiveMember> answered = new LinkedHashMap<>();
    private final Map<Endpoint, String> failed = new LinkedHashMap<>();
    private final Set<Endpoint> late = new LinkedHashSet<>();

    /** @param patience for each question */
    LiveMembers(Rmix rmix, Duration patience) {
        this.rmix = rmix;
        this.patience = patience;
    }

    /** Asks who is at some endpoints, and then the others that those know. */
    void find(Collection<Endpoint> endpoints) {
        askTwice(endpoints);
        Set<Endpoint> more = new LinkedHashSet<>();
        for (LiveMember each : answered.values()) {
            for (MemberFacts.Peer peer : each.facts().members())
                if (all().stream().noneMatch(known -> known.name().equals(peer.name())))
                    peer.endpoints().forEach(text -> parse(text).ifPresent(more::add));
        }
        more.removeAll(failed.keySet());
        askTwice(more);
    }

    /** Who did not answer in time is asked once more: the first question over a protocol takes long where this machine is busy. */
    private void askTwice(Collection<Endpoint> endpoints) {
        late.clear();
        askAll(endpoints);
        askAll(List.copyOf(late));
    }

    private static Optional<Endpoint> parse(String text) {
        try {
            return Optional.of(Endpoint.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Timed(MemberFacts facts, long begun, long ended, long clock) {}

    private void askAll(Collection<Endpoint> endpoints) {
        Map<Endpoint, CompletableFuture<Timed>> questions = new LinkedHashMap<>();
        for (Endpoint each : new LinkedHashSet<>(endpoints)) {
            questions.put(each, ask(each, stub -> {
                long begun = System.nanoTime();
                return stub.async(ProbeService::facts)
                        .thenApply(facts -> new Timed(facts, begun, System.nanoTime(), System.currentTimeMillis()));
            }));
        }
        questions.forEach((endpoint, question) -> {
            try {
                Timed timed = question.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
                double millis = (timed.ended() - timed.begun()) / NANOS_IN_MILLI;
                double skew = timed.facts().clock() + millis / 2 - timed.clock();
                answered.put(endpoint, new LiveMember(timed.facts(), endpoint, millis, skew));
                failed.remove(endpoint);
            } catch (ExecutionException e) {
                failed(endpoint, e.getCause() == null ? e : e.getCause());
            } catch (TimeoutException e) {
                failed(endpoint, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failed.put(endpoint, "interrupted");
            }
        });
    }

    private void failed(Endpoint endpoint, Throwable failure) {
        boolean inTime = failure instanceof InvocationException thrown && thrown.code() != Code.DEADLINE_EXCEEDED;
        if (!inTime) late.add(endpoint);
        failed.put(endpoint, inTime ? String.valueOf(failure.getMessage()) : "no answer in time");
    }

    /** Asks one endpoint something. Whatever keeps it from answering, the future ends within the time. */
    <R> CompletableFuture<R> ask(Endpoint at, Function<Stub<ProbeService>, CompletableFuture<R>> question) {
        return ask(at, patience, question);
    }

    /** The same, for a time of its own. */
    <R> CompletableFuture<R> ask(
            Endpoint at, Duration time, Function<Stub<ProbeService>, CompletableFuture<R>> question) {
        try {
            Stub<ProbeService> stub = rmix.connect(ProbeService.class, at.withService(ProbeService.SERVICE))
                    .withDeadline(time);
            return question.apply(stub).orTimeout(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Each member once, by where it answered first; two incarnations of a name are two. */
    List<LiveMember> all() {
        Map<String, LiveMember> byName = new LinkedHashMap<>();
        for (LiveMember each : answered.values())
            byName.putIfAbsent(
                    each.facts().dvm() + "/" + each.name() + "#" + each.facts().incarnation(), each);
        return new ArrayList<>(byName.values());
    }

    /** Who answered at an endpoint. */
    Optional<LiveMember> at(Endpoint endpoint) {
        return Optional.ofNullable(answered.get(endpoint));
    }

    /** Why nobody answered at an endpoint that was asked; empty if somebody did. */
    String failure(Endpoint endpoint) {
        return failed.getOrDefault(endpoint, "");
    }
}
