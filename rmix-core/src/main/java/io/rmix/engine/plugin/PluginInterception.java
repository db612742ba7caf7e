package io.rmix.engine.plugin;

import io.rmix.CallEnd;
import io.rmix.Interception;
import io.rmix.Scope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a plug-in's interceptor has to do with one call. All that is the plug-in's is let go of when the call ends, or before: the call itself
 * may stay, such as a one-way call that is not acknowledged.
 */
final class PluginInterception implements Interception {
    private final Object call;
    private @Nullable Part part;

    /** The plug-in's. */
    private record Part(MadeInterceptor<?> interceptor, LoadedPlugin plugin, Interception given) {}

    PluginInterception(MadeInterceptor<?> interceptor, LoadedPlugin plugin, Object call) {
        this.call = call;
        this.part = new Part(interceptor, plugin, Interception.NONE);
    }

    boolean isOf(@Nullable Object other) {
        return call == other;
    }

    /** Once. Returns what is to be done around the call. */
    Interception ask(Supplier<Interception> question) {
        Part before = part();
        Interception answer;
        try (LoaderScope scope = before.plugin().enter()) {
            answer = question.get();
        } catch (Throwable e) {
            forget();
            throw e;
        }
        if (answer == Interception.NONE) {
            forget();
            return answer;
        }
        synchronized (this) {
            part();
            part = new Part(before.interceptor(), before.plugin(), answer);
        }
        return this;
    }

    /** @throws IllegalStateException if it was let go of: the call must not go on without it */
    private synchronized Part part() {
        Part here = part;
        if (here == null)
            throw new IllegalStateException("the plug-in was unloaded before its interceptor was done with the call");
        return here;
    }

    private synchronized @Nullable Part take() {
        Part taken = part;
        part = null;
        return taken;
    }

    @Override
    public Scope enter() {
        Part here = part();
        Scope entered;
        try (LoaderScope scope = here.plugin().enter()) {
            entered = here.given().enter();
        }
        if (entered == Scope.NONE) return entered;
        LoadedPlugin plugin = here.plugin();
        return () -> {
            try (LoaderScope scope = plugin.enter()) {
                entered.close();
            }
        };
    }

    @Override
    public void ended(CallEnd end) {
        Part last = take();
        if (last == null) return;
        try (LoaderScope scope = last.plugin().enter()) {
            last.given().ended(end);
        } finally {
            last.interceptor().over(this);
        }
    }

    /** The interceptor hears nothing more of the call. */
    void forget() {
        Part left = take();
        if (left != null) left.interceptor().over(this);
    }
}
