package io.rmix.engine.plugin;

import io.rmix.spi.Acceptor;
import io.rmix.spi.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The engine as plug-ins see it. */
public interface PluginHost {
    /**
     * Takes providers out and puts others in, at once.
     *
     * @throws IllegalStateException if a scheme would have two, naming both; nothing has changed then
     */
    void exchange(List<? extends Provider> out, List<? extends Provider> in);

    /** Unexports everything at these acceptors and closes them, draining, at most until then. */
    void withdraw(Set<? extends Acceptor> acceptors, long endNanos);

    /** Lanes that came in here execute what they have received and refuse the rest; waits for that, at most until then. */
    void retireLanes(Acceptor acceptor, long endNanos);

    /** New lanes may come in here again. */
    void admitLanes(Acceptor acceptor);

    /** Runs tasks, each on a thread of its own, and waits for all. */
    void inParallel(List<Runnable> tasks);

    /** Has idle threads end, which may keep what a library has left in them. */
    void renewThreads();

    /** How long calls in progress may take. */
    Duration drain();
}
