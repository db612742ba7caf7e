package io.rmix.javarmi.legacy;

import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RemoteObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks an account up and uses it; prints a line for each thing it sees. Arguments: host and port of the registry, and a name. */
public final class PlainClient {
    private PlainClient() {}

    private interface Step {
        Object run() throws Exception;
    }

    private static void step(String name, Step step) {
        String seen;
        try {
            seen = String.valueOf(step.run());
        } catch (Exception e) {
            seen = e.getClass().getName() + ": " + e.getMessage();
        }
        System.out.println(name + " = " + seen.replace('\n', '|'));
    }

    public static void main(String[] args) throws Exception {
        Registry registry = LocateRegistry.getRegistry(args[0], Integer.parseInt(args[1]));
        step("list", () -> Arrays.toString(registry.list()));
        Account account = (Account) registry.lookup(args[2]);
        step(
                "stub",
                () -> ((RemoteObject) Proxy.getInvocationHandler(account))
                        .getRef()
                        .remoteToString());
        step("deposit", () -> account.deposit(100));
        step("withdraw", () -> account.withdraw(30));
        step("overdrawn", () -> account.withdraw(1000));
        step("echo", () -> account.echo(new byte[1 << 20]).length);
        Entry small = new Entry("a", 1, Entry.Kind.IN, Arrays.asList("x", "y"));
        Entry large = new Entry("a", 9, Entry.Kind.OUT, List.of());
        Map<String, Long> limits = new HashMap<>();
        limits.put("a", 5L);
        step("entries", () -> account.entries(List.of(small, large), limits));
        step("totals", () -> account.totals(List.of("k", "k", "l")));
        step(
                "describe",
                () -> account.describe(true, -7, 8, 0.5, small, Entry.Kind.OUT, Instant.EPOCH, Duration.ofSeconds(1)));
        step("copy", () -> account.copy(Sheet.sample()).same(Sheet.sample()));
        step("results", () -> account.isOpen() + " " + account.branch() + " " + account.rate());
        step("kind", () -> account.kind(Entry.Kind.OUT));
        step("moved", () -> account.moved(Instant.EPOCH, Duration.ofNanos(1)));
        step("until", () -> account.until(Instant.EPOCH, Instant.EPOCH.minusNanos(1500)));
        step("missing cents", () -> {
            try {
                return account.withdraw(1000);
            } catch (OverdrawnException e) {
                return e.missing();
            }
        });
        step("notes", () -> {
            for (int i = 0; i < 3; i++) account.note("n" + i);
            return account.notes();
        });
        step("crash", () -> {
            account.crash("the password");
            return "no exception";
        });
        step("null", () -> account.echo(null));
        step("missing", () -> registry.lookup("nobody"));
        step("rebind", () -> {
            registry.rebind(args[2], (Remote) account);
            return "done";
        });
        step("unbind", () -> {
            registry.unbind(args[2]);
            return "done";
        });
        step("again", () -> account.deposit(0));
        System.exit(0);
    }
}
