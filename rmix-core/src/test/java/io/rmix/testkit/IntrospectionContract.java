package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.contract.Contract;
import io.rmix.contract.EncodeException;
import io.rmix.contract.EnumType;
import io.rmix.contract.MessageType;
import io.rmix.contract.RecordType;
import io.rmix.introspect.ContractClasses;
import io.rmix.introspect.ContractInfo;
import io.rmix.introspect.DynamicStub;
import io.rmix.introspect.Introspection;
import io.rmix.introspect.ServiceInfo;
import io.rmix.introspect.UnknownServiceException;
import io.rmix.proto.v1.LaneAck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

    @Test
    default void aStubIsMadeWithoutTheServantsClasses() throws Exception {
        Export kit = export(rmix(), new KitServant());
        DynamicStub stub = closing(rmix().connect(kit.endpoint()));
        assertEquals(KitService.class.getCanonicalName(), stub.contract().name());
        assertEquals("three 1 two [3.0]", stub.call("echoString", "three 1 two [3.0]"));
        assertEquals(Map.of("a", 1L), stub.invoke("echoMap", Map.of("a", 1L)).join());
        RecordType line = (RecordType) stub.contract().find("echoRecord").result();
        EnumType colour = (EnumType) line.components().get(3).type();
        Object leaf = line.construct(new Object[] {
            "leaf", 2L, 0.5, colour.constant("GREEN"), List.of(), Optional.of(Instant.EPOCH), new byte[0]
        });
        Object[] parts = {"a", 1L, 2.5, colour.constant("RED"), List.of(leaf), Optional.empty(), new byte[0]};
        Object read = stub.call("echoRecord", line.construct(parts));
        assertEquals("a", line.components().get(0).accessor().apply(read));
        assertEquals(
                leaf.toString().replaceAll("\\[B@\\w+", ""),
                ((List<?>) line.components().get(4).accessor().apply(read))
                        .get(0)
                        .toString()
                        .replaceAll("\\[B@\\w+", ""));
        var thrown = assertThrows(Exception.class, () -> stub.call("refuse", "no", 7));
        assertEquals("no", thrown.getMessage());
        assertEquals(7, thrown.getClass().getMethod("code").invoke(thrown));
        for (long i = 0; i < 10; i++) stub.oneWay("left", i);
        stub.stub().lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), stub.call("numbers"));
        Failures.failsWith(
                Code.DEADLINE_EXCEEDED,
                Outcome.UNKNOWN,
                () -> stub.withDeadline(Duration.ofMillis(200)).call("block", "dynamic"));
    }

    @Test
    default void aMessageWhoseClassIsNotHereIsReadAndWritten() throws Exception {
        Export kit = export(rmix(), new KitServant());
        Rmix client = rmix();
        ContractInfo info = DynamicStub.describe(client, kit.endpoint());
        DynamicStub stub = DynamicStub.of(client.connect(
                ContractClasses.define(info, new HidingLoader(LaneAck.class.getName())), kit.endpoint()));
        MessageType type = (MessageType) stub.contract().find("echoMessage").result();
        assertEquals("remote." + LaneAck.class.getName(), type.javaType().getName());
        LaneAck sent = LaneAck.newBuilder().setExecuted(-1).setRefusal("no").build();
        Message made = type.defaultInstance()
                .newBuilderForType()
                .mergeFrom(sent.toByteArray())
                .build();
        assertEquals(type.javaType(), made.getClass());
        Object read = stub.call("echoMessage", made);
        assertEquals(made, read);
        assertEquals(sent, LaneAck.parseFrom(((Message) read).toByteArray()));
        assertEquals("no", made.getField(type.descriptor().findFieldByName("refusal")));
    }

    @Test
    default void whatADynamicStubIsAskedWronglyIsSaid() throws Exception {
        Export kit = export(rmix(), new KitServant());
        Rmix client = rmix();
        DynamicStub stub = closing(client.connect(kit.ref()));
        var none = assertThrows(IllegalArgumentException.class, () -> stub.invoke("ech"));
        assertTrue(none.getMessage().contains("has no operation 'ech'; there are [alone, "), none.getMessage());
        var type = assertThrows(EncodeException.class, () -> stub.invoke("echoInt", "1"));
        assertTrue(type.getMessage().contains("argument value"), type.getMessage());
        assertThrows(EncodeException.class, () -> stub.invoke("echoInt"));
        Endpoint other = kit.endpoint().withService("other");
        var unknown = assertThrows(IllegalArgumentException.class, () -> client.connect(other));
        assertEquals(kit.endpoint().address() + ": no service 'other' here; there are [kit]", unknown.getMessage());
    }
}
