package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Idempotent;
import io.rmix.Name;
import io.rmix.OneWay;
import io.rmix.RemoteRef;
import io.rmix.Serial;
import io.rmix.proto.v1.LaneAck;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each rule of docs/CONTRACTS.md, between two interfaces of one contract. */
class CompatibilityTest {
    /** What breaks clients of one interface at a server of another; but field numbers, which lock files would pin and these have none. */
    private static List<String> changes(Class<?> before, Class<?> after) {
        ContractLock lock = ContractLock.of(Contract.of(before));
        ContractLock read = ContractLock.parse(lock.toString(), "text");
        assertEquals(lock.toString(), read.toString());
        assertEquals(List.of(), read.changes(before), "no contract breaks its own clients");
        return read.changes(after).stream()
                .map(ContractChange::toString)
                .filter(change -> !change.contains(", number of "))
                .toList();
    }

    private static void assertChanges(Class<?> before, Class<?> after, String... starts) {
        List<String> found = changes(before, after);
        assertEquals(starts.length, found.size(), found::toString);
        for (int i = 0; i < starts.length; i++) assertTrue(found.get(i).startsWith(starts[i]), found::toString);
    }

    static final class Late extends Exception {
        private static final long serialVersionUID = 1;

        public Late(String message) {
            super(message);
        }
    }

    static final class Lost extends Exception {
        private static final long serialVersionUID = 1;

        public Lost(String message) {
            super(message);
        }
    }

    @Name("c.Operations")
    interface Operations {
        long move(String from, long amount) throws Late;

        void gone(List<Map<String, Integer>> of);

        @OneWay
        void note(String text);

        void told(String text);

        @Idempotent
        int look();
    }

    @Name("c.Operations")
    interface Renewed {
        @Serial
        @Idempotent
        long move(String from, long amount, Optional<String> why) throws Late, Lost;

        void gone(List<Map<String, Integer>> of);

        @OneWay
        void note(String text);

        void told(String text);

        @Idempotent
        int look();

        RemoteRef more(RemoteRef ref);
    }

    @Name("c.Operations")
    interface Broken {
        String move(int amount, String to);

        void note(String text);

        @OneWay
        void told(String text);

        int look();
    }

    @Test
    void operationsMayBeAddedAndGrow() {
        assertChanges(Operations.class, Renewed.class);
    }

    @Test
    void whatClientsSayOrHearIsKept() {
        assertChanges(
                Operations.class,
                Broken.class,
                "operation gone: was (of list<map<string, int>>) void, is gone; keep it",
                "operation look: was @Idempotent, is not;",
                "operation move, parameter from: was string, is gone;",
                "operation move, parameter amount: was long, is int;",
                "operation move, result: was long, is string;",
                "operation move, exception Late: was declared, is not declared;",
                "operation note: was @OneWay, is answered;",
                "operation told: was answered, is @OneWay;");
    }

    @Name("c.Order")
    interface Order {
        void call(int a, int b);
    }

    @Name("c.Order")
    interface Turned {
        void call(int b, int a);
    }

    @Name("c.Order")
    interface Between {
        void call(int a, int between, int b);
    }

    @Name("c.Order")
    interface Bare {
        void call(int a, int b, RemoteRef ref, Side side, Sided sided);

        enum Side {
            LEFT
        }

        record Sided(Side side) {}
    }

    @Test
    void parametersKeepTheirPlaces() {
        assertChanges(Order.class, Turned.class, "operation call, order of parameters: was a, b, is b, a;");
        assertChanges(Order.class, Between.class, "operation call, order of parameters: was a, b, is a, between, b;");
    }

    @Test
    void whatIsAddedMayBeAbsent() {
        assertChanges(
                Order.class,
                Bare.class,
                "operation call, parameter ref: was not there, is ref; add an Optional of it",
                "operation call, parameter side: was not there, is Side;",
                "operation call, parameter sided: was not there, is Sided;");
    }

    @Name("c.Messages")
    interface Messages {
        LaneAck ask(LaneAck message);

        void none();
    }

    @Name("c.Messages")
    interface MessagesMore {
        LaneAck ask(LaneAck message, int more);

        void none(LaneAck message);
    }

    @Test
    void aMessageThatIsTheRequestStaysAlone() {
        assertChanges(
                Messages.class,
                MessagesMore.class,
                "operation ask, parameters: was (message message<rmix.v1.LaneAck>) message<rmix.v1.LaneAck>, is (message ");
    }

    @Name("c.Types")
    interface Types {
        Map<String, Out> get(In in);

        record In(int a, Asked asked) {}

        record Out(String b, Told told, List<Out> more) {}

        enum Asked {
            X,
            Y
        }

        enum Told {
            P,
            Q
        }
    }

    @Name("c.Types")
    interface Grown {
        Map<String, Out> get(In in);

        record In(int a, Asked asked, Optional<Asked> then) {}

        record Out(String b, Told told, List<Out> more, long size) {}

        enum Asked {
            Z,
            Y,
            X
        }

        enum Told {
            Q
        }
    }

    @Name("c.Types")
    interface Shrunk {
        Map<String, Out> get(In in);

        record In(Asked asked, int a) {}

        record Out(byte[] b, Told told) {}

        enum Asked {
            X
        }

        enum Told {
            P,
            Q,
            R
        }
    }

    @Test
    void recordsGrowAndEnumsWhereNobodyIsSurprised() {
        assertChanges(Types.class, Grown.class);
        assertChanges(
                Types.class,
                Shrunk.class,
                "enum Asked, constant Y: was there, is gone; keep it: clients may send it",
                "In, order of components: was a, asked, is asked, a;",
                "Out, component b: was string, is bytes;",
                "Out, component more: was list<Out>, is gone;",
                "enum Told, constant R: was not there, is there; clients of before refuse answers");
    }

    @Name("c.Remote")
    interface Native extends Remote {
        void call(Integer a, Entry entry) throws RemoteException;

        record Entry(int a) implements java.io.Serializable {}
    }

    @Name("c.Remote")
    interface NativeChanged extends Remote {
        void call(int a, Entry entry) throws RemoteException;

        record Entry(int a, long more, String text) implements java.io.Serializable {}
    }

    @Name("c.Remote")
    interface NoLongerNative {
        void call(Integer a, Native.Entry entry);
    }

    @Test
    void javaRmiGoesByTheMethod() {
        assertChanges(
                Native.class,
                NativeChanged.class,
                "operation call, Java method: was call(Ljava/lang/Integer;L",
                "Entry, component text: was not there, is string; add none but boolean, int, long and double");
        assertEquals(
                "interface: was a java.rmi.Remote, is no java.rmi.Remote",
                changes(Native.class, NoLongerNative.class).get(0).split(";")[0]);
    }

    @Test
    void anotherLocksNumbersAreCompared() {
        String other = ContractLock.of(Contract.of(Order.class)).toString().replace("a = 1", "a = 7");
        assertEquals(
                "[CallRequest, number of a: was 7, is 1; write a = 7 into the lock file beside the interface]",
                ContractLock.parse(other, "x").changes(Order.class).toString());
        String numbersOnly = "rmix-lock 1\ncontract c.Order\nmessage CallRequest\n a = 1\n c = 2\n";
        assertEquals(List.of(), ContractLock.parse(numbersOnly, "x").changes(Order.class));
        ContractException e = assertThrows(
                ContractException.class, () -> ContractLock.parse(other, "x").changes(Types.class));
        assertTrue(e.getMessage().contains("is contract c.Types, the lock is for c.Order"), e.getMessage());
    }

    /** Its lock file, test.Pinned.lock, has an operation more and another type. */
    @Name("test.Pinned")
    interface Pinned {
        int size(String of);
    }

    @Test
    void aContractThatBreaksItsLockFileIsRefused() {
        ContractException e = assertThrows(ContractException.class, () -> Contract.of(Pinned.class));
        assertEquals("""
                test.Pinned: breaks clients of the contract in its lock file:
                  operation rename: was (of string, to string) void, is gone; keep it, and give the new form a name of its own or make a new contract with @Name
                  operation size, result: was long, is int; keep it, and give the new form a name of its own or make a new contract with @Name
                ; if nobody uses it yet, delete META-INF/rmix/test.Pinned.lock and write it anew""", e.getMessage());
    }
}
