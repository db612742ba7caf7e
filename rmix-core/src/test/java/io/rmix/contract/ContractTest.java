package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.rmix.Idempotent;
import io.rmix.Name;
import io.rmix.OneWay;
import io.rmix.Serial;
import io.rmix.contract.Samples.Everything;
import java.io.IOException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractTest {
    interface Store<K, V> {
        V get(K key);

        void put(K key, List<V> values);
    }

    @Serial
    interface Names extends Store<Long, String>, AutoCloseable {
        @Override
        void close();

        @OneWay
        void forget(long key);

        @Idempotent
        @Name("countAll")
        int count();

        int count(String prefix);

        default int twice() {
            return 2 * count();
        }

        static int nothing() {
            return 0;
        }

        @Override
        String toString();
    }

    @Test
    void inheritedBoundAndAnnotatedMethods() throws Exception {
        Contract contract = Contract.of(Names.class);
        assertEquals(
                List.of("close", "count", "countAll", "forget", "get", "put"),
                contract.operations().stream().map(Operation::name).toList());
        Operation get = contract.find("get");
        assertEquals(SimpleType.LONG, get.parameters().get(0).type());
        assertEquals(SimpleType.STRING, get.result());
        assertEquals(
                new ListType(SimpleType.STRING),
                contract.find("put").parameters().get(1).type());
        assertTrue(contract.find("forget").oneWay());
        assertTrue(contract.find("countAll").idempotent());
        assertFalse(contract.find("count").idempotent());
        assertTrue(get.serial());
        assertSame(contract, Contract.of(Names.class));
        assertSame(get, contract.find(Store.class.getMethod("get", Object.class)));
        assertSame(contract.find("close"), contract.find(AutoCloseable.class.getMethod("close")));
        assertNull(contract.find(Names.class.getMethod("twice")));
        assertNull(contract.find("twice"));
        assertEquals("io.rmix.contract.ContractTest.Names", contract.name());
        assertEquals("Names", contract.simpleName());
        for (int i = 0; i < contract.operations().size(); i++) {
            assertEquals(i, contract.operations().get(i).index());
        }
    }

    interface Calls {
        int add(int a, long b);

        void fail(String message) throws IOException;
    }

    static final class Servant implements Calls {
        @Override
        public int add(int a, long b) {
            return a + (int) b;
        }

        @Override
        public void fail(String message) throws IOException {
            throw new IOException(message);
        }
    }

    @Test
    void invoke() throws Throwable {
        Contract contract = Contract.of(Calls.class);
        assertEquals(5, contract.find("add").invoke(new Servant(), new Object[] {2, 3L}));
        Operation fail = contract.find("fail");
        IOException thrown = assertThrows(IOException.class, () -> fail.invoke(new Servant(), new Object[] {"disk"}));
        ExceptionType type = fail.exceptionFor(new java.io.FileNotFoundException("x"));
        assertNotNull(type);
        MessageCodec<Throwable> codec = ProtoCodec.of(contract).exception(type);
        assertEquals("disk", codec.decode(codec.encode(thrown)).getMessage());
    }

    interface OldRemote extends Remote {
        int ping() throws RemoteException;
    }

    @Test
    void remoteExceptionIsNoDeclaredExceptionOfARemoteInterface() {
        Contract contract = Contract.of(OldRemote.class);
        assertTrue(contract.remoteInterface());
        assertEquals(List.of(), contract.find("ping").exceptions());
    }

    @Test
    void typesTellWhatCodecsNeed() {
        Contract contract = Contract.of(Everything.class);
        RecordType line = (RecordType) contract.find("line").parameters().get(0).type();
        assertEquals(
                "itemName data color at took place extra",
                String.join(" ", line.components().stream().map(Component::name).toList()));
        EnumType color = (EnumType) line.components().get(2).type();
        assertEquals("COLOR_DARK_BLUE", color.constants().get(2).wireName());
        assertSame(Samples.Color.GREEN, color.constant(2));
        assertSame(Samples.Color.GREEN, color.constant("GREEN"));
        assertNull(color.constant(0));
        assertSame(line, contract.find("line").result());
        RecordType tree = (RecordType) contract.find("tree").result();
        assertEquals(new ListType(tree), tree.components().get(1).type());
        assertTrue(contract.find("message").messageRequest());
        assertTrue(contract.find("message").messageResponse());
        assertFalse(contract.find("mixed").messageRequest());
        assertEquals(
                Struct.getDescriptor(),
                ((MessageType) contract.find("message").parameters().get(0).type()).descriptor());
        assertSame(
                Value.getDefaultInstance(),
                ((MessageType) contract.find("message").result()).defaultInstance());
        Samples.Point point = new Samples.Point(1, 2, 3, true);
        RecordType pointType = (RecordType) line.components().get(5).type();
        Object[] parts = pointType.components().stream()
                .map(c -> c.accessor().apply(point))
                .toArray();
        assertEquals(point, pointType.construct(parts));
        assertEquals(
                List.of("message", "code", "color", "last"),
                contract.find("line").exception("Refused").components().stream()
                        .map(Component::name)
                        .toList());
        assertEquals(
                Map.of("nothing", true, "sum", false),
                Map.of(
                        "nothing",
                        contract.find("nothing").result().isVoid(),
                        "sum",
                        contract.find("sum").result().isVoid()));
    }
}
