package io.rmix.engine;

import io.rmix.engine.plugin.PluginHost;
import io.rmix.spi.Acceptor;
import io.rmix.spi.Provider;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What plug-ins change in an engine.
 *
 * @param exports those of the moment
 * @param drain how long calls in progress may take
 */
record EngineHost(
        Providers providers,
        ServantDispatcher dispatcher,
        Threads threads,
        Collection<ExportImpl> exports,
        Duration drain)
        implements PluginHost {
    @Override
    public void exchange(List<? extends Provider> out, List<? extends Provider> in) {
        providers.exchange(out, in);
    }

    @Override
    public void withdraw(Set<? extends Acceptor> acceptors, long endNanos) {
        for (Acceptor acceptor : acceptors) dispatcher.retireLanes(acceptor, endNanos);
        for (ExportImpl export : exports) export.withdraw(acceptors, endNanos);
        for (Acceptor acceptor : acceptors) {
            // One whose export is being closed at the same time may not have ended yet.
            acceptor.close(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())));
            dispatcher.forgetLanes(acceptor);
        }
    }

    @Override
    public void retireLanes(Acceptor acceptor, long endNanos) {
        dispatcher.retireLanes(acceptor, endNanos);
    }

    @Override
    public void admitLanes(Acceptor acceptor) {
        dispatcher.admitLanes(acceptor);
    }

    @Override
    public void inParallel(List<Runnable> tasks) {
        Threads.inParallel(tasks);
    }

    @Override
    public void renewThreads() {
        threads.renew();
    }
}
