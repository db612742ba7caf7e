package io.rmix.grpc;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that move bytes: one group for all addresses and connections of the process, there while there is any. One thread
 * for two processors, 1 to 8.
 */
final class EventLoops {
    private static final long PATIENCE_SECONDS = 10;

    private static @Nullable EventLoops shared;
    private static int users;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 2)),
            new DefaultThreadFactory("rmix-grpc", true) {
                @Override
                protected Thread newThread(Runnable task, String name) {
                    Thread thread = new LoopThread(task, name, () -> EventLoops.this.group);
                    threads.add(thread);
                    return thread;
                }
            },
            Polling.configured());

    private EventLoops() {}

    /** To be given back by {@link #release}. */
    static synchronized EventLoopGroup acquire() {
        if (shared == null) shared = new EventLoops();
        users++;
        return shared.group;
    }

    /** The last one to leave waits for the threads to end; not to be called on one of them. */
    static void release() {
        EventLoops last;
        synchronized (EventLoops.class) {
            if (--users > 0) return;
            last = shared;
            shared = null;
        }
        if (last != null) last.end();
    }

    private void end() {
        group.shutdownGracefully(0, PATIENCE_SECONDS / 2, TimeUnit.SECONDS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive() && System.nanoTime() < end) {
                try {
                    thread.join(TimeUnit.NANOSECONDS.toMillis(Math.max(0, end - System.nanoTime())) + 1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
