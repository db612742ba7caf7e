package io.rmix.soap;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Export;
import io.rmix.Name;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.contract.Contract;
import io.rmix.soap.xml.ServiceCodec;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contracts that cannot have a WSDL are refused with where and what to do; names follow the documented rule. */
class ContractNamesTest {
    interface Clash {
        int foo();

        int fooResponse();
    }

    @SOAPBinding(style = SOAPBinding.Style.RPC)
    interface Rpc {
        int foo();
    }

    interface Bare {
        @SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
        int foo(int bar);
    }

    interface BadName {
        int foo(@WebParam(name = "two words") int bar);
    }

    interface SameName {
        int foo(@WebParam(name = "same") int bar, @WebParam(name = "same") int baz);
    }

    interface BadAction {
        @WebMethod(action = "a\r\nb")
        int foo();
    }

    @WebService(targetNamespace = "no uri")
    interface BadNamespace {
        int foo();
    }

    interface OwnRef {
        @Name("RemoteRef")
        record Mine(int id) {}

        List<RemoteRef> foo(Mine mine);
    }

    @Name("bank.v1.Accounts")
    interface Named {
        int foo(String bar);
    }

    private static void refuses(Class<?> type, String where, String what, String remedy) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new SoapProvider().check(Contract.of(type)));
        for (String part : List.of(where, what, remedy))
            assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void refusals() {
        refuses(Clash.class, "Clash.foo", "fooResponse is taken by", "give one of them a @Name");
        refuses(Rpc.class, "Rpc", "document/literal wrapped", "SOAPBinding");
        refuses(Bare.class, "Bare.foo", "document/literal wrapped", "SOAPBinding");
        refuses(BadName.class, "BadName.foo", "'two words'", "annotation");
        refuses(SameName.class, "SameName.foo", "same is taken", "@Name");
        refuses(BadAction.class, "BadAction.foo", "URI", "annotation");
        refuses(BadNamespace.class, "BadNamespace", "'no uri'", "annotation");
        refuses(OwnRef.class, "Mine", "RemoteRef", "@Name");
    }

    @Test
    void defaultNames() {
        String wsdl = ServiceCodec.of(Contract.of(Named.class), 1 << 20, 64).wsdl("http://h:1/a&b");
        for (String part : List.of(
                "targetNamespace=\"http://v1.bank/\"",
                "<wsdl:portType name=\"Accounts\">",
                "<wsdl:service name=\"AccountsService\">",
                "<xs:element name=\"foo\">",
                "<xs:element name=\"bar\" type=\"xs:string\"/>",
                "<xs:element name=\"fooResponse\">",
                "<xs:element name=\"return\" type=\"xs:int\"/>",
                "location=\"http://h:1/a&amp;b\"")) assertTrue(wsdl.contains(part), part + " in " + wsdl);
    }

    @Test
    void endpointsThatCannotBe() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            Named servant = String::length;
            assertThrows(IllegalArgumentException.class, () -> rmix.connect(Named.class, "soap://127.0.0.1/a"));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> rmix.export(Named.class, servant, "soap://127.0.0.1:0/rmix/control/lane"));
            Export export = rmix.export(Named.class, servant, "soap://127.0.0.1:0/a");
            String taken = export.endpoint().toString();
            assertThrows(IllegalArgumentException.class, () -> rmix.export(Named.class, servant, taken));
            try (Rmix other = Rmix.create()) {
                IOException e = assertThrows(IOException.class, () -> other.export(Named.class, servant, taken));
                assertTrue(e.getMessage().contains(export.endpoint().address()), e.getMessage());
            }
        }
    }
}
