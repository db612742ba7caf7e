package io.rmix.grpc;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.rmix.IoThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The thread of an event loop. */
final class LoopThread extends FastThreadLocalThread implements IoThread {
    private final Supplier<? extends Iterable<EventExecutor>> group;
    private volatile @Nullable EventExecutor loop;

    /** @param group to which the thread's loop belongs */
    LoopThread(Runnable task, String name, Supplier<? extends Iterable<EventExecutor>> group) {
        super(task, name);
        this.group = group;
    }

    @Override
    public void later(Runnable task) {
        EventExecutor known = loop;
        if (known == null) {
            known = find();
            loop = known;
        }
        known.execute(task);
    }

    private EventExecutor find() {
        for (EventExecutor each : group.get()) {
            if (each.inEventLoop(this)) return each;
        }
        throw new RejectedExecutionException(getName() + " runs no event loop");
    }
}
