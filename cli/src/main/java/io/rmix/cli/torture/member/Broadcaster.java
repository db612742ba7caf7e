package io.rmix.cli.torture.member;

import io.rmix.InvocationException.Code;
import io.rmix.cli.torture.trace.TraceRecord;
import io.rmix.cli.torture.trace.TraceRecord.Finished;
import io.rmix.cli.torture.trace.TraceRecord.Heap;
import io.rmix.cli.torture.trace.TraceRecord.Outcome;
import io.rmix.dvm.Order;
import io.rmix.dvm.runtime.Delivered;
import io.rmix.dvm.runtime.DvmNode;
import io.rmix.dvm.runtime.SubmissionException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Broadcasts beside the ledger, reliable and atomic in turn, several at a time, and writes down what became of each; and how much memory is in use.
 *
 * <p><b>Threads.</b> One of its own, until the node is closed.
 */
final class Broadcaster implements Runnable {
    private static final int OUTSTANDING = 32;

    private final DvmNode node;
    private final long id;
    private final int perSecond;
    private final BooleanSupplier rests;
    private final Consumer<TraceRecord> trace;
    private final Semaphore room = new Semaphore(OUTSTANDING);
    private final Map<Order, Long> numbers = new EnumMap<>(Order.class);
    private volatile boolean closed;

    /**
     * @param id of this process, unlike any other's
     * @param perSecond broadcasts, 0 to 10,000
     * @param rests whether there are to be none any more
     */
    Broadcaster(DvmNode node, long id, int perSecond, BooleanSupplier rests, Consumer<TraceRecord> trace) {
        this.node = node;
        this.id = id;
        this.perSecond = perSecond;
        this.rests = rests;
        this.trace = trace;
    }

    /** Begins once the node is operational. */
    void start() {
        Thread thread = new Thread(this, "broadcaster");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            node.formed().get();
            long begin = System.nanoTime();
            for (long done = 0; !closed; done++) {
                if (perSecond == 0 || rests.getAsBoolean()) TimeUnit.SECONDS.sleep(1);
                else broadcast(done % 2 == 0 ? Order.ATOMIC : Order.RELIABLE);
                if (done % Math.max(1, perSecond) == 0) trace.accept(new Heap(heap()));
                long due = begin + (done + 1) * TimeUnit.SECONDS.toNanos(1) / Math.max(1, perSecond);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        } catch (ExecutionException neverFormed) {
            closed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void broadcast(Order order) throws InterruptedException {
        room.acquire();
        long number = numbers.merge(order, 1L, Long::sum);
        node.broadcast(order, Content.of(id, number)).whenComplete((where, failure) -> {
            trace.accept(finished(order, number, where, failure));
            room.release();
        });
    }

    private Finished finished(Order order, long number, @Nullable Delivered where, @Nullable Throwable failure) {
        if (where != null) return new Finished(order, number, Outcome.ACKNOWLEDGED, where.view(), where.position());
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof SubmissionException refused))
            throw new IllegalStateException("broadcasts fail with outcomes only", failure);
        closed |= refused.code() == Code.CLOSED;
        boolean never = refused.outcome() == io.rmix.dvm.Outcome.NOT_INVOKED;
        return new Finished(order, number, never ? Outcome.NOT_INVOKED : Outcome.UNKNOWN, 0, 0);
    }

    /** Bytes that the latest collections of garbage left. */
    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
