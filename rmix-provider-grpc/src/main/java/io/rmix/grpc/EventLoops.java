package io.rmix.grpc;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that move bytes: one group for all addresses and connections of the process, there while there is any. One thread
 * for two processors, 1 to 8.
 */
final class EventLoops {
    private static final EventLoops SHARED = new EventLoops();

    private @Nullable EventLoopGroup group;
    private int users;

    private EventLoops() {}

    /** To be given back by {@link #release}. */
    static EventLoopGroup acquire() {
        return SHARED.enter();
    }

    /** The last one to leave waits for the threads to end; not to be called on one of them. */
    static void release() {
        EventLoopGroup last = SHARED.leave();
        if (last == null) return;
        last.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        for (long left; !last.isTerminated() && (left = end - System.nanoTime()) > 0; ) {
            try {
                last.awaitTermination(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private synchronized EventLoopGroup enter() {
        users++;
        if (group == null) {
            int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 2));
            group = new MultiThreadIoEventLoopGroup(
                    threads, new DefaultThreadFactory("rmix-grpc", true), NioIoHandler.newFactory());
        }
        return group;
    }

    private synchronized @Nullable EventLoopGroup leave() {
        if (--users > 0) return null;
        EventLoopGroup last = group;
        group = null;
        return last;
    }
}
