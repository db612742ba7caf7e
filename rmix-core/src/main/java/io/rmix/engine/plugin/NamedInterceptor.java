package io.rmix.engine.plugin;

import io.rmix.Interception;
import io.rmix.spi.InterceptorFactory;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands for what the factory of a name makes, whichever is loaded at the time. While none is, calls are refused: it may be a guard. */
abstract class NamedInterceptor<I> {
    private static final String NO_ANSWER = "an interceptor returned null, not Interception.NONE";

    private final String name;
    private final Map<String, String> settings;
    private volatile @Nullable MadeInterceptor<I> current;

    NamedInterceptor(String name, Map<String, String> settings) {
        this.name = name;
        this.settings = settings;
    }

    /** Asks the factory for the side that this stands at. */
    abstract I madeBy(InterceptorFactory factory, Map<String, String> with);

    /** What a call that needs it is refused with while there is none. */
    abstract RuntimeException refusal(String reason);

    String name() {
        return name;
    }

    boolean isMissing() {
        return current == null;
    }

    /**
     * Has a factory make one.
     *
     * @return puts it in place, and gives the one that was there
     * @throws IllegalArgumentException if the factory refuses or fails, with the reason
     */
    Supplier<@Nullable MadeInterceptor<?>> prepare(InterceptorSource source) {
        LoadedPlugin plugin = source.plugin();
        I interceptor;
        try {
            interceptor = source.within(() -> madeBy(source.factory(), settings));
        } catch (LinkageError | RuntimeException e) {
            String reason = e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : e.toString();
            throw new IllegalArgumentException(
                    "interceptor '" + name + "' (" + source.origin() + ") cannot be made: " + reason, e);
        }
        MadeInterceptor<I> made = new MadeInterceptor<>(name, interceptor, plugin);
        return () -> change(made);
    }

    /** Refuses calls from now on. Returns the one that was there. */
    @Nullable MadeInterceptor<?> lose() {
        return change(null);
    }

    private synchronized @Nullable MadeInterceptor<?> change(@Nullable MadeInterceptor<I> next) {
        MadeInterceptor<I> before = current;
        current = next;
        return before;
    }

    /** Puts a call to the one that is there. */
    Interception ask(Object call, Function<I, Interception> question) {
        while (true) {
            MadeInterceptor<I> made = current;
            if (made == null)
                throw refusal("the interceptor '" + name + "' that it has to pass is not loaded; load its plug-in");
            Interception answer = made.ask(
                    call,
                    () -> Objects.requireNonNull(question.apply(made.interceptor()), NO_ANSWER),
                    () -> made == current);
            if (answer != null) return answer;
        }
    }
}
