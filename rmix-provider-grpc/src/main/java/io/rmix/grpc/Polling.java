package io.rmix.grpc;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How an event loop waits: while what it waits for has lately come within a moment it looks for it again and again, and lets others have the processor between two looks; else, and when
 * that moment has passed, it sleeps until it is woken. To be woken takes some 20 microseconds here, which a call or a frame pays at each thread that it comes to.
 *
 * <p>A loop that looks sees what it is given to do without being woken, which would cost each of its looks two system calls more.
 *
 * <p><b>Threads.</b> The event loop's, but for {@link #wakeup}.
 */
final class Polling implements IoHandler {
    /** Names the longest time to look, in microseconds: 0 to 10,000, where 0 turns this off. */
    static final String PROPERTY = "rmix.grpc.pollMicros";

    private static final int DEFAULT_MICROS = 200;
    private static final int MOST_MICROS = 10_000;
    /** A wait counts as no longer than this, so that after a pause a few short ones are enough. */
    private static final int MOST_WINDOWS = 4;
    /** Part of each wait in the average. */
    private static final int SMOOTHING = 8;

    /** Has a handler take what is there, and wait for nothing; and forget that it was woken, as it does only when it may block. */
    private static final IoHandlerContext AT_ONCE = new IoHandlerContext() {
        @Override
        public boolean canBlock() {
            return true;
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return 0;
        }

        @Override
        public long deadlineNanos() {
            return System.nanoTime();
        }
    };

    private final IoHandler handler;
    private final long window;
    private final LongSupplier clock;
    /** How long it has waited, on average. */
    private long average;
    /** Set before it is looked whether there is something to do, which is there before this is read: one of both is seen. */
    private volatile boolean sleeping;

    /**
     * Sleeps at first.
     *
     * @param handler does the work
     * @param window longest time to look, in nanoseconds
     * @param clock in nanoseconds
     */
    Polling(IoHandler handler, long window, LongSupplier clock) {
        this.handler = handler;
        this.window = window;
        this.clock = clock;
        this.average = MOST_WINDOWS * window;
    }

    /**
     * Handlers of sockets that wait as {@link #PROPERTY} says, or, without it, for {@value #DEFAULT_MICROS} microseconds where there is more than one processor.
     *
     * @throws IllegalArgumentException if the property is out of range
     */
    static IoHandlerFactory configured() {
        String text = System.getProperty(PROPERTY);
        int several = Runtime.getRuntime().availableProcessors() > 1 ? DEFAULT_MICROS : 0;
        long window = TimeUnit.MICROSECONDS.toNanos(text == null ? several : micros(text));
        IoHandlerFactory sockets = NioIoHandler.newFactory();
        return loop -> new Polling(sockets.newHandler(loop), window, System::nanoTime);
    }

    private static int micros(String text) {
        try {
            int micros = Integer.parseInt(text.strip());
            if (micros >= 0 && micros <= MOST_MICROS) return micros;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "system property " + PROPERTY + " is '" + text + "': expected 0 to " + MOST_MICROS + " microseconds");
    }

    @Override
    public int run(IoHandlerContext context) {
        if (window == 0) return sleep(context);
        int handled = handler.run(AT_ONCE);
        if (handled > 0 || !context.canBlock()) return handled;
        long since = clock.getAsLong();
        boolean over = false;
        if (average < window) {
            do {
                Thread.yield();
                handled = handler.run(AT_ONCE);
                over = handled > 0 || !context.canBlock();
            } while (!over && clock.getAsLong() - since < window);
        }
        if (!over) handled = sleep(context);
        long wait = Math.min(clock.getAsLong() - since, MOST_WINDOWS * window);
        average += (wait - average) / SMOOTHING;
        return handled;
    }

    private int sleep(IoHandlerContext context) {
        sleeping = true;
        try {
            return handler.run(context.canBlock() ? context : AT_ONCE);
        } finally {
            sleeping = false;
        }
    }

    @Override
    public void wakeup() {
        if (sleeping) handler.wakeup();
    }

    @Override
    public void initialize() {
        handler.initialize();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return handler.register(handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return handler.isCompatible(handleType);
    }

    @Override
    public void prepareToDestroy() {
        handler.prepareToDestroy();
    }

    @Override
    public void destroy() {
        handler.destroy();
    }
}
