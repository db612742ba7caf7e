package io.rmix.cli.torture.net;

import io.rmix.Endpoint;
import java.util.List;
import java.util.Set;

/** Loopback as it is: nothing in between, so nothing can be made to fail. */
public final class PlainNetwork implements Network {
    private static final Host LOOPBACK = new Host() {
        @Override
        public List<String> command(List<String> command) {
            return command;
        }

        @Override
        public String address() {
            return "127.0.0.1";
        }

        @Override
        public Endpoint reachedAt(Endpoint bound) {
            return bound;
        }

        @Override
        public void runs(ProcessHandle process) {}
    };

    @Override
    public String how() {
        return "loopback, without faults";
    }

    @Override
    public Set<NetworkFault> can() {
        return Set.of();
    }

    @Override
    public Host host(String member) {
        return LOOPBACK;
    }

    @Override
    public void apply(NetworkFault fault, Set<String> left, Set<String> right) {
        throw new IllegalArgumentException("nothing can fail here, " + fault + " neither");
    }

    @Override
    public void heal() {}

    @Override
    public void close() {}
}
