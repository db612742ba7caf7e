package io.rmix.dvm.runtime;

import io.rmix.dvm.Order;
import io.rmix.dvm.service.ServiceTable.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@link Applier}: takes what the protocol loop has published, in bursts, reports each burst as consumed, and hands the futures that it completes to the
 * completion thread. Between bursts it runs tasks that want to see the state at one position.
 */
final class ApplyThread implements Runnable {
    private static final int BURST = 128;

    private final Originated originated;
    private final LongConsumer consumed;
    private final Consumer<List<Runnable>> completions;
    private final Consumer<Throwable> onDefect;
    private final Parking parking = new Parking();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private List<Runnable> completed = new ArrayList<>();
    private volatile long available;
    private volatile @Nullable Applier applier;
    private volatile boolean stopping;
    private long applied;

    ApplyThread(
            Originated originated,
            LongConsumer consumed,
            Consumer<List<Runnable>> completions,
            Consumer<Throwable> onDefect) {
        this.originated = originated;
        this.consumed = consumed;
        this.completions = completions;
        this.onDefect = onDefect;
    }

    /** The view is installed: what to apply with. Before the first {@link #publish}. */
    void install(Applier newApplier) {
        applier = newApplier;
    }

    /** Deliveries up to this number can be read. By the protocol loop. */
    void publish(long through) {
        available = through;
        parking.wake();
    }

    /** Runs a task between two deliveries. The task gets null if no view was ever installed. */
    void execute(Consumer<@Nullable Applier> task) {
        tasks.add(() -> task.accept(applier));
        parking.wake();
    }

    /** Ends the thread when all that was published is applied. */
    void stop() {
        stopping = true;
        parking.wake();
    }

    /** Deliveries that were published and not applied. */
    boolean isIdle() {
        return appliedThrough == available;
    }

    private volatile long appliedThrough;

    @Override
    public void run() {
        parking.owner(Thread.currentThread());
        try {
            while (!(stopping && applied == available && tasks.isEmpty())) {
                runTasks();
                if (applied < available) {
                    burst(Math.min(available, applied + BURST));
                } else {
                    parking.sleepUnless(() -> stopping || applied < available || !tasks.isEmpty());
                }
            }
        } catch (Throwable e) {
            onDefect.accept(e);
        }
    }

    private void burst(long through) {
        Applier current = applier;
        if (current == null) {
            throw new IllegalStateException("deliveries before a view");
        }
        while (applied < through) {
            current.apply(applied + 1, this::delivered);
            applied++;
        }
        appliedThrough = applied;
        consumed.accept(applied);
        if (!completed.isEmpty()) {
            completions.accept(completed);
            completed = new ArrayList<>();
        }
    }

    private void delivered(Order order, Delivered where, @Nullable Answer answer) {
        Submission submission = originated.take(order, where.sequence());
        if (submission != null) {
            completed.add(() -> submission.delivered(where, answer));
        }
    }

    private void runTasks() {
        for (Runnable task; (task = tasks.poll()) != null; ) {
            task.run();
        }
    }
}
