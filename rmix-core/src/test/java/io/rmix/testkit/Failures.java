package io.rmix.testkit;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** Assertions on how calls fail. */
public final class Failures {
    private Failures() {}

    public static InvocationException failsWith(Code code, Outcome outcome, Executable call) {
        InvocationException e = Assertions.assertThrows(InvocationException.class, call);
        Assertions.assertEquals(code, e.code(), e.getMessage());
        Assertions.assertEquals(outcome, e.outcome(), e.getMessage());
        return e;
    }

    public static Throwable causeOf(CompletableFuture<?> future) {
        ExecutionException e =
                Assertions.assertThrows(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS));
        return e.getCause();
    }
}
