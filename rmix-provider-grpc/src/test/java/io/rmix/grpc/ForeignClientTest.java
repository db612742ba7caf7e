package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DynamicMessage;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1alpha.ServerReflectionGrpc;
import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.testkit.Await;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gRPC client that has never heard of RMIX can do all that its protocol knows. */
class ForeignClientTest extends Fixture {
    private static final String SHOP = "shop.v1.Shop";

    private ReflectingClient client(Endpoint endpoint) {
        return new ReflectingClient(foreignChannel(endpoint));
    }

    @Test
    void reflectionIsEnoughToCall() throws Exception {
        Endpoint endpoint = rmix().export(Shop.class, new Shop.Keeper("corner"), ANYWHERE + "shop")
                .endpoint();
        ReflectingClient client = client(endpoint);
        assertTrue(
                client.services()
                        .containsAll(List.of(
                                SHOP,
                                "rmix.v1.Lane",
                                "grpc.reflection.v1.ServerReflection",
                                ServerReflectionGrpc.SERVICE_NAME)),
                client.services().toString());
        DynamicMessage answer =
                client.call(SHOP, "Order", Map.of("order", Map.of("item", "tea", "quantity", 7), "copies", 3));
        DynamicMessage receipt = (DynamicMessage) ReflectingClient.field(answer, "result");
        assertEquals("3 x tea", ReflectingClient.field(receipt, "text"));
        assertEquals(21L, ReflectingClient.field(receipt, "total"));
        assertEquals(1, client.service("rmix.v1.Lane").getMethods().size());
    }

    @Test
    void servicesComeAndGoWhileTheServerRuns() throws Exception {
        Rmix server = rmix();
        Export first = server.export(Shop.class, new Shop.Keeper("a"), ANYWHERE + "a");
        String address = first.endpoint().address();
        ReflectingClient client = client(first.endpoint());
        assertFalse(client.services().contains(Other.class.getCanonicalName()));
        Export other = server.export(Other.class, () -> 5, address + "/other");
        assertTrue(client.services().contains("shop.v1.Other"));
        assertEquals(5, ReflectingClient.field(client.call("shop.v1.Other", "Five", Map.of()), "result"));
        other.close();
        assertFalse(client.services().contains("shop.v1.Other"));
        assertEquals("a", ReflectingClient.field(client.call(SHOP, "Name", Map.of()), "result"));
    }

    /** Shares a package with the other contract. */
    @io.rmix.Name("shop.v1.Other")
    public interface Other {
        int five();
    }

    @Test
    void ofTwoObjectsOneHasToBeNamed() throws Exception {
        Rmix server = rmix();
        Endpoint a = server.export(Shop.class, new Shop.Keeper("first"), ANYWHERE + "a")
                .endpoint();
        Export b = server.export(Shop.class, new Shop.Keeper("second"), a.address() + "/b");
        Rmix rmix = rmix();
        assertEquals("first", rmix.connect(Shop.class, a).sync().name());
        assertEquals("second", rmix.connect(Shop.class, b.endpoint()).sync().name());

        ReflectingClient client = client(a);
        StatusRuntimeException e =
                assertThrows(StatusRuntimeException.class, () -> client.call(SHOP, "Name", Map.of()));
        assertEquals(Status.Code.FAILED_PRECONDITION, e.getStatus().getCode());
        assertTrue(e.getMessage().contains("[a, b]") && e.getMessage().contains("rmix-object"), e.getMessage());
        Metadata named = new Metadata();
        named.put(Wire.OBJECT, "b");
        assertEquals("second", ReflectingClient.field(client.call(SHOP, "Name", Map.of(), named), "result"));
        b.close();
        assertEquals("first", ReflectingClient.field(client.call(SHOP, "Name", Map.of()), "result"));
    }

    @Test
    void declaredExceptionsAreRichStatus() throws Exception {
        Endpoint endpoint = rmix().export(Shop.class, new Shop.Keeper("k"), ANYWHERE + "shop")
                .endpoint();
        ReflectingClient client = client(endpoint);
        Map<String, Object> request = Map.of("order", Map.of("item", "tea", "quantity", 700), "copies", 1);
        StatusRuntimeException e =
                assertThrows(StatusRuntimeException.class, () -> client.call(SHOP, "Order", request));
        assertEquals(Status.Code.FAILED_PRECONDITION, e.getStatus().getCode());
        com.google.rpc.Status rich = io.grpc.protobuf.StatusProto.fromThrowable(e);
        String type = rich.getDetails(0).getTypeUrl();
        DynamicMessage detail = DynamicMessage.parseFrom(
                client.message(type.substring(type.indexOf('/') + 1)),
                rich.getDetails(0).getValue());
        assertEquals("tea", ReflectingClient.field(detail, "item"));
        assertEquals("only 100 left", ReflectingClient.field(detail, "message"));

        StatusRuntimeException large = assertThrows(
                StatusRuntimeException.class,
                () -> client.call(SHOP, "Explain", Map.of("text", "0123456789", "length", 1000)));
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, large.getStatus().getCode());
        StatusRuntimeException crash =
                assertThrows(StatusRuntimeException.class, () -> client.call(SHOP, "Crash", Map.of()));
        assertEquals(Status.Code.UNKNOWN, crash.getStatus().getCode());
        assertFalse(crash.getMessage().contains("secret"), crash.getMessage());
    }

    @Test
    void oneWayMethodsAreAnsweredOnAdmission() throws Exception {
        Shop.Keeper keeper = new Shop.Keeper("k");
        Endpoint endpoint = rmix().export(Shop.class, keeper, ANYWHERE + "shop").endpoint();
        client(endpoint).call(SHOP, "Note", Map.of("text", "hello"));
        assertEquals(List.of(), keeper.notes());
        keeper.entered.await();
        keeper.release.countDown();
        Await.until("the note is taken", () -> keeper.notes().equals(List.of("hello")));
    }
}
