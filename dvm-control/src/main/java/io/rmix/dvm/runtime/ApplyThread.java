package io.rmix.dvm.runtime;

import io.rmix.dvm.Order;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.steady.DeliveryQueue;
import io.rmix.dvm.runtime.Applier.Stage;
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
 * completion thread. Between bursts it runs tasks that want to see the state at one position. A view begins when all deliveries of the one before are applied.
 */
final class ApplyThread implements Runnable {
    private static final int BURST = 128;

    private final Applier applier;
    private final Originated originated;
    private final LongConsumer consumed;
    private final NodeThreads threads;
    private final Consumer<Throwable> onDefect;
    private final Parking parking = new Parking();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Views that begin after what is applied now. */
    private final Queue<Stage> stages = new ConcurrentLinkedQueue<>();

    private List<Runnable> completed = new ArrayList<>();
    private volatile long available;
    /** Deliveries that a member without the state passes over, to make room. */
    private volatile long dropThrough;

    private volatile boolean holdsState;
    private volatile boolean stopping;
    private long applied;

    ApplyThread(
            Applier applier,
            Originated originated,
            LongConsumer consumed,
            NodeThreads threads,
            Consumer<Throwable> onDefect) {
        this.applier = applier;
        this.originated = originated;
        this.consumed = consumed;
        this.threads = threads;
        this.onDefect = onDefect;
    }

    /** From now on deliveries are applied: the state is here. The apply thread, or before it begins. */
    void begin() {
        holdsState = true;
        parking.wake();
    }

    /** Deliveries up to this number are not to wait for the state. By the protocol loop. */
    void drop(long through) {
        dropThrough = through;
        parking.wake();
    }

    /** A view is installed, to begin after what was published so far. By the protocol loop. */
    void install(View view, int self, DeliveryQueue queue) {
        stages.add(new Stage(available, view, self, queue));
        parking.wake();
    }

    /** Deliveries up to this number can be read. By the protocol loop. */
    void publish(long through) {
        available = through;
        parking.wake();
    }

    /** Runs a task between two deliveries. */
    void execute(Consumer<Applier> task) {
        tasks.add(() -> task.accept(applier));
        parking.wake();
    }

    /** Ends the thread when all that was published is applied. */
    void stop() {
        stopping = true;
        parking.wake();
    }

    /** Whether all that was published is applied. */
    boolean isIdle() {
        return appliedThrough == available && stages.isEmpty();
    }

    private volatile long appliedThrough;

    @Override
    public void run() {
        parking.owner(Thread.currentThread());
        try {
            while (!(stopping && !hasWork())) {
                runTasks();
                if (!burst()) {
                    parking.sleepUnless(() -> stopping || hasWork());
                }
            }
        } catch (Throwable e) {
            onDefect.accept(e);
        }
    }

    private boolean hasWork() {
        Stage next = stages.peek();
        return applied < readable() || (next != null && next.after() == applied && isWanted()) || !tasks.isEmpty();
    }

    /** Number of the last delivery that can be applied or passed over now. */
    private long readable() {
        return holdsState ? available : dropThrough;
    }

    /** Whether a view that begins is of use: a member without the state sees the first one, whose deliveries wait, and those that it passes over. */
    private boolean isWanted() {
        return holdsState || !applier.isInView() || applied < dropThrough;
    }

    /** Goes on by a burst, not beyond the end of the view. Returns whether there was something to do. */
    private boolean burst() {
        // Read first: the view to which a delivery belongs was added before it was published.
        long through = Math.min(readable(), applied + BURST);
        Stage next = stages.peek();
        if (next != null && next.after() == applied && isWanted()) {
            applier.enter(next);
            stages.remove();
            return true;
        }
        through = next == null ? through : Math.min(through, next.after());
        if (applied == through) {
            return false;
        }
        while (applied < through) {
            if (holdsState) {
                applier.apply(applied + 1, this::delivered);
            } else {
                applier.skip(applied + 1);
            }
            applied++;
        }
        appliedThrough = applied;
        consumed.accept(applied);
        if (!completed.isEmpty()) {
            threads.complete(completed);
            completed = new ArrayList<>();
        }
        return true;
    }

    private void delivered(Order order, Delivered where, @Nullable Answer answer) {
        Submission submission = originated.take(order, where.view(), where.sequence());
        if (submission == null) {
            return;
        }
        // Waking another thread costs more than to complete many futures that nobody looks at yet. In order all the
        // same.
        if (completed.isEmpty() && !submission.isAwaited() && threads.isCompletionIdle()) {
            submission.delivered(where, answer);
        } else {
            completed.add(() -> submission.delivered(where, answer));
        }
    }

    private void runTasks() {
        for (Runnable task; (task = tasks.poll()) != null; ) {
            task.run();
        }
    }
}
