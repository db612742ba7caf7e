package io.rmix.cli.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmix.InvocationException;
import io.rmix.LaneListener;
import io.rmix.Stub;
import io.rmix.cli.ExitCode;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;
import io.rmix.introspect.DynamicStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One call, or several alike: makes them and prints what becomes of each. */
final class Calls {
    private final DynamicStub stub;
    private final Operation operation;
    private final Object[] arguments;
    private final int count;
    private final Duration deadline;
    private final AtomicInteger worst = new AtomicInteger(ExitCode.OK);

    Calls(DynamicStub stub, Operation operation, Object[] arguments, int count, Duration deadline) {
        this.stub = stub;
        this.operation = operation;
        this.arguments = arguments;
        this.count = count;
        this.deadline = deadline;
    }

    /** One after another, to the first that fails. */
    int sync() {
        for (int i = 0; i < count && worst.get() == ExitCode.OK; i++) {
            try {
                succeeded(stub.call(operation.name(), arguments));
            } catch (Exception e) {
                failed(e);
            }
        }
        return worst.get();
    }

    /** All at once. */
    int async() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++)
            all.add(stub.invoke(operation.name(), arguments).handle((result, failure) -> {
                if (failure == null) succeeded(result);
                else failed(failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure);
                return null;
            }));
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        return worst.get();
    }

    /** In a lane; waits until all are executed. */
    int oneWay() throws Exception {
        LaneListener listener = failure -> failed(failure.cause());
        try (DynamicStub heard = DynamicStub.of(stub.stub().withLaneListener(listener))) {
            try {
                for (int i = 0; i < count; i++) heard.oneWay(operation.name(), arguments);
            } catch (InvocationException e) {
                failed(e);
            }
            Stub.Lane lane = heard.stub().lane();
            lane.flush().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            say("the peer has not said within " + deadline + " that the calls were executed [UNKNOWN]");
            worst.accumulateAndGet(ExitCode.FAILED, Math::max);
        }
        return worst.get();
    }

    private synchronized void succeeded(@Nullable Object result) {
        System.out.println(JsonWriter.write(operation.result(), result));
    }

    private synchronized void failed(Throwable failure) {
        ExceptionType declared = operation.exceptionFor(failure);
        if (declared == null) {
            say(failure instanceof InvocationException ? String.valueOf(failure.getMessage()) : failure.toString());
            worst.accumulateAndGet(ExitCode.FAILED, Math::max);
        } else {
            ObjectNode said = JsonNodeFactory.instance.objectNode().put("exception", declared.name());
            said.setAll(JsonWriter.struct(declared, failure));
            System.err.println(said);
            worst.accumulateAndGet(ExitCode.DECLARED, Math::max);
        }
    }

    private static void say(String failure) {
        System.err.println("dvm call: " + failure);
    }
}
