package io.rmix.testkit;

import io.rmix.CallEnd;
import io.rmix.ClientContext;
import io.rmix.ClientInterceptor;
import io.rmix.Interception;
import io.rmix.Scope;
import io.rmix.ServerContext;
import io.rmix.ServerInterceptor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An interceptor of both sides that notes what it sees, one word for each: begin, scope and end of a call. */
final class Ends implements ClientInterceptor, ServerInterceptor {
    static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    final List<String> seen = new CopyOnWriteArrayList<>();
    final List<CallEnd> ends = new CopyOnWriteArrayList<>();
    private final String name;

    Ends(String name) {
        this.name = name;
    }

    @Override
    public Interception intercept(ClientContext call) {
        return begin(call.operation());
    }

    @Override
    public Interception intercept(ServerContext call) {
        return begin(call.operation());
    }

    private Interception begin(String operation) {
        seen.add(name + " " + operation);
        return new Interception() {
            @Override
            public Scope enter() {
                String before = CURRENT.get();
                CURRENT.set(before == null ? name : before + name);
                seen.add(name + " enters");
                return () -> {
                    if (before == null) CURRENT.remove();
                    else CURRENT.set(before);
                };
            }

            @Override
            public void ended(CallEnd end) {
                ends.add(end);
                seen.add(name + " " + end.kind()
                        + end.code().map(code -> " " + code).orElse(""));
            }
        };
    }

    /** Waits for so many ends. */
    List<CallEnd> await(int count) {
        Await.until(count + " ends, not " + seen, () -> ends.size() == count);
        return ends;
    }
}
