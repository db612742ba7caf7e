package io.rmix.contract;

import static io.rmix.contract.Changes.assertChanges;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Idempotent;
import io.rmix.Name;
import io.rmix.OneWay;
import io.rmix.RemoteRef;
import io.rmix.Serial;
import io.rmix.proto.v1.LaneAck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of docs/CONTRACTS.md for operations and their parameters, between two interfaces of one contract, and lock files. */
class CompatibilityTest {
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

    @Test
    void anotherLocksNumbersAreCompared() {
        String other = ContractLock.of(Contract.of(Order.class)).toString().replace("a = 1", "a = 7");
        assertEquals(
                "[CallRequest, number of a: was 7, is 1; write a = 7 into the lock file beside the interface]",
                ContractLock.parse(other, "x").changes(Order.class).toString());
        String numbersOnly = "rmix-lock 1\ncontract c.Order\nmessage CallRequest\n a = 1\n c = 2\n";
        assertEquals(List.of(), ContractLock.parse(numbersOnly, "x").changes(Order.class));
        ContractException e = assertThrows(
                ContractException.class,
                () -> ContractLock.parse(other, "x").changes(TypeCompatibilityTest.Types.class));
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
