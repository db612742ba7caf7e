package io.rmix.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import io.rmix.testkit.KitService.Colour;
import io.rmix.testkit.KitService.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Apache XML-RPC's own client and server, as they come. */
@Timeout(120)
class ApacheTest {
    @Test
    void itsClientCallsUs() throws Exception {
        KitServant servant = new KitServant();
        try (Rmix rmix = Rmix.create()) {
            XmlRpcClient client = Stock.client(rmix.export(KitService.class, servant, "xmlrpc://127.0.0.1:0/kit")
                    .endpoint()
                    .port());
            assertEquals(true, client.execute("kit.echoBoolean", List.of(true)));
            assertEquals(7, client.execute("kit.echoInt", List.of(7)));
            assertEquals(-0.5, client.execute("kit.echoDouble", List.of(-0.5)));
            assertEquals(" <&>\n", client.execute("kit.echoString", List.of(" <&>\n")));
            assertEquals("9", client.execute("kit.echoLong", List.of("9")));
            assertEquals("RED", client.execute("kit.echoEnum", List.of("RED")));
            assertArrayEquals(new byte[5000], (byte[]) client.execute("kit.echoBytes", List.of(new byte[5000])));
            Map<?, ?> line =
                    (Map<?, ?>) client.execute("kit.echoRecord", List.of(Map.of("colour", "RED", "name", "n")));
            assertEquals("n", line.get("name"));
            assertArrayEquals(
                    new Object[] {"a", "b"}, (Object[]) client.execute("kit.echoStrings", List.of(List.of("a", "b"))));
            assertEquals(true, client.execute("kit.right", List.of("1")));
            XmlRpcException fault =
                    assertThrows(XmlRpcException.class, () -> client.execute("kit.refuse", List.of("no", 1)));
            assertEquals(1, fault.code);
            assertEquals("KitException: no", fault.getMessage());
        }
    }

    @Test
    void weCallItsServer() throws Exception {
        try (Stock.Server server = new Stock.Server(false, name -> request -> answer(name, request.getParameter(0)));
                Rmix rmix = Rmix.create()) {
            KitService kit = rmix.connect(KitService.class, "xmlrpc://127.0.0.1:" + server.port() + "/kit")
                    .sync();
            assertTrue(kit.echoBoolean(true));
            assertEquals(Integer.MAX_VALUE, kit.echoInt(Integer.MAX_VALUE));
            assertEquals(Long.MIN_VALUE, kit.echoLong(Long.MIN_VALUE));
            assertEquals(Double.MIN_VALUE, kit.echoDouble(Double.MIN_VALUE));
            assertEquals("<&> \n", kit.echoString("<&> \n"));
            Line line = new Line("l", 5, 2, Colour.BLUE, List.of(), Optional.empty(), new byte[] {1, 2});
            assertEquals(line, kit.echoRecord(line));
            assertEquals(List.of(line, line), kit.echoRecords(List.of(line, line)));
            assertEquals(Optional.of("x"), kit.echoOptional(Optional.of("x")));
            InvocationException failed =
                    Failures.failsWith(Code.SERVANT_FAILED, Outcome.INVOKED, () -> kit.crash("the reason"));
            assertTrue(failed.getMessage().contains("the reason"), failed.getMessage());
        }
    }

    @Test
    void oneWayCallsArriveAtItsServerOnceAndInOrder() throws Exception {
        List<Object> numbers = Collections.synchronizedList(new ArrayList<>());
        try (Stock.Server server = new Stock.Server(false, name -> request -> numbers.add(request.getParameter(0)));
                Rmix rmix = Rmix.create()) {
            Stub<KitService> stub = rmix.connect(KitService.class, "xmlrpc://127.0.0.1:" + server.port() + "/kit");
            for (long i = 0; i < 100; i++) stub.oneWay().right(i);
            stub.lane().flush().get();
            assertEquals(LongStream.range(0, 100).mapToObj(Long::toString).toList(), numbers);
        }
    }

    private static Object answer(String method, Object argument) throws XmlRpcException {
        if (method.equals("kit.crash")) throw new XmlRpcException(5, (String) argument);
        return argument;
    }
}
