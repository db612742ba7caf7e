package io.rmix.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.contract.Contract;
import io.rmix.contract.RecordType;
import io.rmix.introspect.ContractClasses;
import io.rmix.introspect.ContractInfo;
import io.rmix.introspect.DynamicStub;
import io.rmix.soap.bank.Bank;
import io.rmix.soap.qualified.QualifiedNames;
import io.rmix.soap.xml.ServiceCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A contract made of a description has the names on the wire that annotations give the original. */
class GeneratedNamesTest {
    private static String wsdl(Contract contract) {
        return ServiceCodec.of(contract, 1 << 20, 64).wsdl("http://127.0.0.1/service");
    }

    @Test
    void theWsdlIsTheSame() {
        for (Class<?> type : List.of(Bank.class, QualifiedNames.class)) {
            Contract original = Contract.of(type);
            assertEquals(wsdl(original), wsdl(Contract.of(ContractClasses.define(ContractInfo.of(original)))));
        }
    }

    @Test
    void namesOfOthersAreCalledWithoutTheInterface() throws Exception {
        QualifiedNames servant = (customer, lines) -> lines.get(0).count();
        try (Rmix rmix = Rmix.create();
                Export export = rmix.export(QualifiedNames.class, servant, "soap://127.0.0.1:0/orders");
                DynamicStub stub = rmix.connect(export.endpoint())) {
            RecordType line = (RecordType) stub.contract().namedTypes().stream()
                    .filter(RecordType.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertEquals(5L, stub.call("place", "Ada", List.of(line.construct(new Object[] {"pen", 5}))));
        }
    }
}
