package io.rmix.testkit;

import io.rmix.ServerContext;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers some calls when the test says so. */
final class LaterServant extends KitServant {
    final Queue<CompletableFuture<Object>> open = new ConcurrentLinkedQueue<>();
    final AtomicInteger entered = new AtomicInteger();
    final AtomicInteger heardOfCancel = new AtomicInteger();

    private <R> R later() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        R nothing = ServerContext.later(stage.thenApply(LaterServant::<R>cast));
        ServerContext.current().orElseThrow().onCancel(heardOfCancel::incrementAndGet);
        entered.incrementAndGet();
        open.add(stage);
        return nothing;
    }

    @SuppressWarnings("unchecked")
    private static <R> R cast(Object value) {
        return (R) value;
    }

    /** Waits for the next call that is open. */
    CompletableFuture<Object> take() {
        Await.until("a call is open", () -> !open.isEmpty());
        return open.remove();
    }

    @Override
    public int echoInt(int value) {
        return later();
    }

    @Override
    public boolean echoBoolean(boolean value) {
        return ServerContext.later(CompletableFuture.completedFuture(value));
    }

    @Override
    public String echoString(String value) {
        return later();
    }

    @Override
    public List<String> echoStrings(List<String> value) {
        return later();
    }

    @Override
    public void refuse(String reason, int code) throws KitException {
        later();
    }

    @Override
    public void crash(String secret) {
        later();
        later();
    }

    @Override
    public int alone() {
        return later();
    }

    @Override
    public void left(long number) {
        super.left(number);
        later();
    }
}
