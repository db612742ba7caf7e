package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A listener that writes down what is delivered, and whose application can be slow. */
final class Recorder implements NodeListener {
    /** A delivery: in which view, who, which of his, where in the order, and the number in the payload's first eight bytes. */
    record Seen(long view, String origin, long sequence, long position, long number) {}

    private final List<Seen> seen = new ArrayList<>();
    private final List<Member> suspected = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    final CompletableFuture<String> ended = new CompletableFuture<>();
    volatile Runnable beforeEach = () -> {};
    volatile BiConsumer<Member, String> onSuspected = (member, reason) -> {};

    @Override
    public void delivered(BroadcastMessage message) {
        beforeEach.run();
        ByteBuffer payload = message.buffer();
        long number = payload.remaining() < 8 ? -1 : payload.getLong(0);
        synchronized (this) {
            long view = views.get(views.size() - 1).number();
            assertEquals(view, message.view(), "between the views' beginnings");
            seen.add(new Seen(view, message.origin(), message.sequence(), message.position(), number));
            notifyAll();
        }
    }

    @Override
    public synchronized void viewInstalled(View view) {
        views.add(view);
        notifyAll();
    }

    @Override
    public synchronized void suspected(Member member, String reason) {
        suspected.add(member);
        onSuspected.accept(member, reason);
    }

    @Override
    public void stateChanged(NodeState state, String reason) {
        if (state == NodeState.LEFT || state == NodeState.FAILED) {
            ended.complete(state + ": " + reason);
        }
    }

    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Names of the members of the view that began last, in ring order. */
    synchronized String lastView() {
        return views.get(views.size() - 1).members().stream()
                .map(each -> each.member().name())
                .collect(Collectors.joining());
    }

    synchronized List<String> suspectedNames() {
        return suspected.stream().map(Member::name).toList();
    }

    /** Waits for so many deliveries and returns them. */
    synchronized List<Seen> await(int count, Duration patience) throws InterruptedException {
        await(() -> seen.size() >= count, () -> seen.size() + " of " + count + " deliveries", patience);
        return List.copyOf(seen);
    }

    /** Waits for a view that a member is in. */
    synchronized void awaitViewWith(String member, Duration patience) throws InterruptedException {
        await(() -> !views.isEmpty() && lastView().contains(member), () -> "views up to " + views, patience);
    }

    private void await(BooleanSupplier condition, Supplier<String> there, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("only " + there.get() + " within " + patience);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
