package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.Descriptor;
import io.rmix.Name;
import io.rmix.contract.Samples.Everything;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractLockTest {
    enum Fruit {
        PEAR,
        APPLE
    }

    record Basket(String owner, int weight, Fruit fruit, long fresh) {}

    /** Its lock file, test.Locked.lock, numbers it otherwise and reserves what was there before. */
    @Name("test.Locked")
    interface Locked {
        Basket swap(Basket basket, int count, String note);
    }

    @Test
    void theFileGivesNumbersAndWhatIsNewComesAfter() {
        Contract contract = Contract.of(Locked.class);
        Operation swap = contract.find("swap");
        assertEquals(
                List.of(2, 1, 4),
                swap.parameters().stream().map(Parameter::number).toList());
        RecordType basket = (RecordType) swap.result();
        assertEquals(
                List.of(7, 18_999, 20_000, 20_001),
                basket.components().stream().map(Component::number).toList());
        EnumType fruit = (EnumType) basket.components().get(2).type();
        assertEquals(
                List.of(4, 1),
                fruit.constants().stream().map(EnumType.Constant::number).toList());
        ContractLock.Section section = ContractLock.of(contract).sections().get("SwapRequest");
        assertEquals(Map.of("urgent", 3), section.reserved());
        assertEquals(
                Map.of("id", 1),
                ContractLock.of(contract).sections().get("Removed").reserved());
    }

    @Test
    void writingReadsBackTheSame() {
        for (Class<?> type : List.of(Locked.class, Everything.class)) {
            ContractLock lock = ContractLock.of(Contract.of(type));
            ContractLock again = ContractLock.parse(lock.toString(), "text");
            assertEquals(lock.toString(), again.toString());
            assertEquals(lock.sections(), again.sections());
        }
    }

    @Test
    void theSchemaAndTheBytesFollow() throws Exception {
        Contract contract = Contract.of(Locked.class);
        Operation swap = contract.find("swap");
        Descriptor request = ProtoSchema.of(contract).request(swap);
        Object[] arguments = {new Basket("me", 1, Fruit.APPLE, 2), 3, "n"};
        byte[] bytes = ProtoCodec.of(contract).request(swap).encode(arguments);
        var message = com.google.protobuf.DynamicMessage.parseFrom(request, bytes);
        assertTrue(message.getUnknownFields().isEmpty());
        assertEquals(3, message.getField(request.findFieldByNumber(1)));
        assertTrue(request.isReservedNumber(3));
        assertTrue(request.isReservedName("urgent"));
        assertEquals(arguments[0], ProtoCodec.of(contract).request(swap).decode(message.toByteArray())[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rmix-lock 3                                        | line 1: expected 'rmix-lock 1' or 'rmix-lock 2', found 'rmix-lock 3'
            rmix-lock 1;message A                              | line 2: cannot read 'message A'
            rmix-lock 1;contract c;message A;a = 0             | line 4: 0 is no number for a
            rmix-lock 1;contract c;message A;a = 19000         | line 4: 19000 is no number for a
            rmix-lock 1;contract c;message A;a = 536870912     | line 4: 536870912 is no number for a
            rmix-lock 1;contract c;message A;a = 1;b = 1       | line 5: number 1 is there twice in A
            rmix-lock 1;contract c;message A;a = 1;a = 2       | line 5: a is there twice in A
            rmix-lock 1;contract c;message A;a = 1;message A   | line 5: A is there twice
            rmix-lock 1;contract c;a = 1                       | line 3: cannot read 'a = 1'
            rmix-lock 1                                        | line 1: no line 'contract NAME'
            rmix-lock 1;contract c;message A;a = 1 int         | line 4: cannot read 'a = 1 int'
            rmix-lock 1;contract c;operation a                 | line 3: cannot read 'operation a'
            rmix-lock 2;contract c;enum A;a = 1 int            | line 4: cannot read 'a = 1 int'
            rmix-lock 2;contract c;operation a;operation b     | line 4: operation a has no line 'result TYPE'
            rmix-lock 2;contract c;operation a;result int;operation a | line 5: a is there twice
            rmix-lock 2;contract c;operation a;result int;result int | line 5: cannot read 'result int'
            rmix-lock 2;contract c;operation a;parameter b     | line 4: cannot read 'parameter b'
            rmix-lock 2;contract c;operation a;mark fast       | line 4: cannot read 'mark fast'
            """)
    void badFilesAreRefusedWithTheLine(String text, String expected) {
        ContractException e =
                assertThrows(ContractException.class, () -> ContractLock.parse(text.replace(';', '\n'), "x.lock"));
        assertTrue(e.getMessage().startsWith("x.lock, " + expected + ";"), e.getMessage());
    }

    @Name("test.Revived")
    interface Revived {
        void call(int old);
    }

    @Test
    void aReservedNameIsNotTakenAgain() {
        ContractException e = assertThrows(ContractException.class, () -> Contract.of(Revived.class));
        assertTrue(e.getMessage().contains("old is reserved in the lock file"), e.getMessage());
    }
}
