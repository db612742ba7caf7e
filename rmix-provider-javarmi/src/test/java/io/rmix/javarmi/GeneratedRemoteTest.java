package io.rmix.javarmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import example.bank.Teller;
import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.contract.EnumType;
import io.rmix.contract.RecordType;
import io.rmix.introspect.DynamicStub;
import java.rmi.Remote;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interface that extends Remote, called by Java serialisation through classes made of its description. */
@Timeout(60)
class GeneratedRemoteTest {
    private static final Teller TELLER = new Teller() {
        @Override
        public Slip pay(Slip slip, Integer times) throws OverdrawnException {
            if (times > 9) throw new OverdrawnException("too often", times);
            return new Slip(slip.owner(), slip.cents() * times, Currency.USD);
        }

        @Override
        public List<Currency> currencies() {
            return List.of(Currency.values());
        }
    };

    @Test
    void objectsTravelBothWays() throws Exception {
        try (Rmix rmix = Rmix.create();
                Export export = rmix.export(Teller.class, TELLER, "rmi://127.0.0.1:0/teller");
                DynamicStub stub = rmix.connect(export.endpoint())) {
            Class<?> made = stub.contract().javaType();
            assertEquals(Teller.class.getName(), made.getName());
            assertNotEquals(Teller.class, made);
            assertEquals(List.of(Remote.class), List.of(made.getInterfaces()));
            RecordType slip = (RecordType) stub.contract().find("pay").result();
            EnumType currency = (EnumType) slip.components().get(2).type();
            Object paid = stub.call("pay", slip.construct(new Object[] {"Ada", 7L, currency.constant("EUR")}), 3);
            assertEquals("Teller$Slip[owner=Ada, cents=21, currency=USD]", paid.toString());
            assertEquals(2, ((List<?>) stub.invoke("currencies").join()).size());
            Exception thrown = assertThrows(Exception.class, () -> stub.call("pay", paid, 10));
            assertEquals("too often", thrown.getMessage());
            assertEquals(10L, thrown.getClass().getMethod("missing").invoke(thrown));
        }
    }
}
