package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.contract.Contract;
import io.rmix.introspect.ContractInfo;
import io.rmix.introspect.Introspection;
import io.rmix.introspect.ServiceInfo;
import io.rmix.introspect.UnknownServiceException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an address tells of itself. */
interface IntrospectionContract extends Kit {
    private Introspection at(Endpoint endpoint) {
        return rmix().connect(Introspection.class, endpoint.withService(Introspection.SERVICE))
                .sync();
    }

    @Test
    default void anAddressTellsWhatIsExportedAtIt() throws Exception {
        Rmix server = rmix();
        Export kit = export(server, new KitServant());
        String address = kit.endpoint().address();
        Introspection introspection = at(kit.endpoint());
        ServiceInfo first = new ServiceInfo("kit", KitService.class.getCanonicalName());
        assertEquals(List.of(first), introspection.services());
        Export other = server.export(Ordered.class, number -> {}, address + "/a/b");
        ServiceInfo second = new ServiceInfo("a/b", "kit.Ordered");
        assertEquals(List.of(second, first), introspection.services());
        other.close();
        assertEquals(List.of(first), introspection.services());
        introspection.ping();
    }

    /** A second contract. */
    @io.rmix.Name("kit.Ordered")
    interface Ordered {
        void left(long number);
    }

    @Test
    default void aDescriptionArrivesWhole() throws Exception {
        Export kit = export(rmix(), new KitServant());
        ContractInfo here = ContractInfo.of(Contract.of(KitService.class));
        ContractInfo there = at(kit.endpoint()).describe("kit");
        assertEquals(here.operations(), there.operations());
        assertEquals(here.records(), there.records());
        assertEquals(here.enums(), there.enums());
        assertEquals(here.exceptions(), there.exceptions());
        assertEquals(here.messages(), there.messages());
        assertEquals(here.lock(), there.lock());
        var e = assertThrows(
                UnknownServiceException.class, () -> at(kit.endpoint()).describe("other"));
        assertEquals("no service 'other' here; there are [kit]", e.getMessage());
    }

    @Test
    default void theNameOfIntrospectionIsReserved() throws IOException {
        String address = freeAddress();
        Rmix server = rmix();
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> server.export(KitService.class, new KitServant(), address + "/" + Introspection.SERVICE));
        assertTrue(e.getMessage().contains("RMIX's own"), e.getMessage());
    }

    @Test
    default void introspectionCanBeSwitchedOff() throws IOException {
        Rmix server = closing(Rmix.builder().introspection(false).build());
        Export kit = export(server, new KitServant());
        Introspection introspection = at(kit.endpoint());
        Failures.failsWith(Code.NO_SUCH_SERVICE, Outcome.NOT_INVOKED, introspection::services);
        assertEquals(1, rmix().connect(KitService.class, kit.endpoint()).sync().echoInt(1));
    }

    @Test
    default void aRefusedExportLeavesTheListAsItIs() throws IOException {
        Rmix server = rmix();
        Export kit = export(server, new KitServant());
        assertThrows(
                IllegalArgumentException.class,
                () -> server.export(
                        KitService.class, new KitServant(), kit.endpoint().toString()));
        assertEquals(1, at(kit.endpoint()).services().size());
    }
}
