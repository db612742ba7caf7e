package io.rmix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Security;
import io.rmix.Stub;
import io.rmix.cli.Capabilities.Declined;
import io.rmix.cli.Capabilities.Native;
import io.rmix.cli.Capabilities.NativeTypes;
import io.rmix.cli.Capabilities.Plain;
import io.rmix.cli.Capabilities.PlainTypes;
import io.rmix.cli.Capabilities.Servant;
import io.rmix.cli.Capabilities.Types;
import io.rmix.proto.v1.LaneAck;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tries every cell of the table "Between RMIX peers" in docs/PROVIDERS.md. */
class CapabilityTableTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static List<String> addresses() {
        return List.of(
                "grpc://127.0.0.1:0",
                "grpc+unix://" + folder.resolve("table.sock"),
                "rmi://127.0.0.1:0",
                "rmi://127.0.0.1:0",
                "soap://127.0.0.1:0",
                "xmlrpc://127.0.0.1:0",
                "local://table");
    }

    @TestFactory
    Stream<DynamicTest> everyCell() throws IOException {
        List<List<String>> rows = table();
        assertEquals(
                List.of(
                        "",
                        "grpc",
                        "grpc+unix",
                        "rmi, plain interface",
                        "rmi, `java.rmi.Remote`",
                        "soap",
                        "xmlrpc",
                        "local"),
                rows.get(0));
        assertEquals(9, rows.size() - 1, "rows of the table");
        return rows.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(0, addresses().size())
                        .mapToObj(column -> DynamicTest.dynamicTest(
                                rows.get(0).get(column + 1) + ": " + row.get(0),
                                () -> attempt(
                                        row.get(0),
                                        row.get(column + 1),
                                        addresses().get(column),
                                        column == 3))));
    }

    private static List<List<String>> table() throws IOException {
        String page = Files.readString(Path.of("../docs/PROVIDERS.md"));
        String section = page.substring(page.indexOf("## Between RMIX peers"));
        return section.lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("|--"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static void attempt(String row, String cell, String address, boolean isNative) throws Exception {
        switch (row) {
            case "every contract type" -> everyType(cell, address, isNative);
            case "TLS with certificates on both sides" -> tls(cell, address, isNative);
            default -> {
                try (Rmix server = Rmix.create();
                        Rmix client = Rmix.create()) {
                    Servant servant = new Servant();
                    Stub<?> stub = isNative
                            ? client.connect(
                                    Native.class,
                                    server.export(Native.class, servant, address + "/s")
                                            .endpoint())
                            : client.connect(
                                    Plain.class,
                                    server.export(Plain.class, servant, address + "/s")
                                            .endpoint());
                    try {
                        call(row, cell, stub, isNative ? Native.class : Plain.class);
                    } finally {
                        servant.release();
                    }
                }
            }
        }
    }

    private static <T> void call(String row, String cell, Stub<T> stub, Class<?> type) throws Exception {
        Plain sync = plain(stub.sync(), type);
        switch (row) {
            case "sync, async, one-way in order (lanes)" -> modes(cell, stub, type);
            case "deadline reaches the servant" -> {
                boolean reaches = plain(stub.withDeadline(LONG).sync(), type).hasDeadline();
                Plain hasty = plain(stub.withDeadline(Duration.ofMillis(50)).sync(), type);
                assertEquals(Code.DEADLINE_EXCEEDED, failure(hasty::hang).code(), "ends the wait");
                assertEquals(reaches ? "yes" : "no: ends the wait only", cell);
            }
            case "cancellation reaches the servant" -> cancellation(cell, stub, type);
            case "context entries" -> entries(cell, stub, type);
            case "declared exceptions, typed" -> {
                assertEquals(
                        "x",
                        assertThrows(Declined.class, () -> sync.decline("x")).getMessage());
                assertTrue(cell.startsWith("yes"), cell);
            }
            case "control characters in strings" -> {
                if (cell.equals("yes")) assertEquals("\u0007", sync.say("\u0007"));
                else assertRefused(cell, "`UNSUPPORTED` before sending", () -> sync.say("\u0007"));
            }
            case "null" -> {
                assertEquals("refused", cell);
                assertEquals(Outcome.NOT_INVOKED, failure(() -> sync.say(null)).outcome());
            }
            default -> fail("no test tries the row " + row);
        }
    }

    private static <T> void modes(String cell, Stub<T> stub, Class<?> type) throws Exception {
        assertEquals("yes", cell);
        assertEquals("a", plain(stub.sync(), type).say("a"));
        assertEquals("b", stub.async(service -> plain(service, type).say("b")).get());
        Plain oneWay = plain(stub.oneWay(), type);
        List<String> sent = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        sent.forEach(oneWay::note);
        stub.lane().flush().get();
        assertEquals(sent, plain(stub.sync(), type).notes());
    }

    private static <T> void cancellation(String cell, Stub<T> stub, Class<?> type) {
        CompletableFuture<Boolean> call =
                stub.async(service -> plain(service, type).hang());
        Plain sync = plain(stub.sync(), type);
        await(sync::hangs);
        assertTrue(call.cancel(true));
        if (cell.equals("yes")) await(sync::heardOfCancellation);
        else {
            assertEquals("no: ends the wait only", cell);
            for (int i = 0; i < 100; i++) assertFalse(sync.heardOfCancellation());
        }
    }

    private static <T> void entries(String cell, Stub<T> stub, Class<?> type) throws Exception {
        Stub<T> with = stub.withEntry("k", "v");
        plain(with.oneWay(), type).note("lane");
        with.lane().flush().get();
        Plain sync = plain(with.sync(), type);
        if (cell.equals("yes")) sync.note("sync");
        else assertRefused(cell, "lanes only; else `UNSUPPORTED`", () -> sync.note("sync"));
        assertEquals(
                cell.equals("yes") ? List.of("lanev", "syncv") : List.of("lanev"),
                plain(stub.sync(), type).notes());
    }

    private static void everyType(String cell, String address, boolean isNative) throws Exception {
        try (Rmix rmix = Rmix.create()) {
            if (isNative) {
                assertTrue(cell.startsWith("no Optional"), cell);
                assertThrows(
                        IllegalArgumentException.class,
                        () -> rmix.export(NativeTypes.class, new Types(), address + "/t"));
                return;
            }
            assertEquals("yes", cell);
            RemoteRef ref =
                    rmix.export(PlainTypes.class, new Types(), address + "/t").ref();
            PlainTypes types = rmix.connect(PlainTypes.class, ref).sync();
            assertEquals(Optional.of("x"), types.optional(Optional.of("x")));
            assertEquals(ref, types.reference(ref));
            LaneAck message = LaneAck.getDefaultInstance();
            assertEquals(message, types.message(message));
        }
    }

    private static void tls(String cell, String address, boolean isNative) throws Exception {
        Security security = new Security(Optional.of(SSLContext.getDefault()), false);
        try (Rmix rmix = Rmix.builder().security(security).build()) {
            if (!cell.equals("refused")) {
                String expected = address.startsWith("grpc+unix")
                        ? "not needed: one user at both ends"
                        : address.startsWith("local") ? "not needed" : "yes";
                assertEquals(expected, cell);
                rmix.export(Plain.class, new Servant(), address + "/s").close();
            } else if (isNative) {
                assertThrows(
                        IllegalArgumentException.class, () -> rmix.export(Native.class, new Servant(), address + "/s"));
            } else {
                assertThrows(
                        IllegalArgumentException.class, () -> rmix.export(Plain.class, new Servant(), address + "/s"));
            }
        }
    }

    private static void assertRefused(String cell, String expected, Runnable call) {
        assertEquals(expected, cell);
        InvocationException refusal = failure(call);
        assertEquals(Code.UNSUPPORTED, refusal.code());
        assertEquals(Outcome.NOT_INVOKED, refusal.outcome());
    }

    private static InvocationException failure(Runnable call) {
        return assertThrows(InvocationException.class, call::run);
    }

    /** Either interface, called as the plain one. */
    private static Plain plain(Object service, Class<?> type) {
        if (type == Plain.class) return (Plain) service;
        return (Plain) Proxy.newProxyInstance(
                Plain.class.getClassLoader(), new Class<?>[] {Plain.class}, (proxy, method, arguments) -> {
                    try {
                        return Native.class
                                .getMethod(method.getName(), method.getParameterTypes())
                                .invoke(service, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "not in time");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
