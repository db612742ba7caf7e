package io.rmix.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.contract.Contract;
import io.rmix.http.HttpRequest;
import io.rmix.http.HttpResponse;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitService;
import io.rmix.testkit.KitService.Colour;
import io.rmix.testkit.KitService.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the wire, to the letter. */
@Timeout(60)
class WireTest {
    private interface Use {
        void call(Rmix rmix, String endpoint);
    }

    /** The first request that a use makes of a server that answers "x" to all. */
    private static HttpRequest request(Use use) throws Exception {
        HttpResponse answer = Answers.xml(Answers.result("x"));
        try (Answers server = new Answers(answer);
                Rmix rmix = Rmix.create()) {
            use.call(rmix, "xmlrpc://127.0.0.1:" + server.port() + "/kit");
            return server.requests().get(0);
        }
    }

    private static String body(HttpRequest request) {
        return new String(request.body(), 0, request.length(), StandardCharsets.UTF_8);
    }

    @Test
    void requestsAreOfTheSpecification() throws Exception {
        HttpRequest request = request(
                (rmix, kit) -> rmix.connect(KitService.class, kit).sync().three(-7, " <&> ", List.of(0.5)));
        assertEquals("POST", request.method());
        assertEquals("/RPC2", request.path());
        assertEquals("text/xml; charset=utf-8", request.contentType());
        assertEquals("1", request.context());
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><methodCall><methodName>kit.three</methodName><params>"
                        + "<param><value><i4>-7</i4></value></param><param><value> &lt;&amp;&gt; </value></param>"
                        + "<param><value><array><data><value><double>0.5</double></value></data></array></value></param>"
                        + "</params></methodCall>",
                body(request));
    }

    @Test
    void recordsAreStructsWithoutTheirEmptyComponents() throws Exception {
        Line line = new Line("n", 5, 1, Colour.RED, List.of(), Optional.empty(), new byte[] {1});
        HttpRequest request = request((rmix, kit) -> Failures.failsWith(
                Code.INVALID,
                Outcome.INVOKED,
                () -> rmix.connect(KitService.class, kit).sync().echoRecord(line)));
        assertTrue(
                body(request)
                        .contains(
                                "<struct><member><name>name</name><value>n</value></member><member><name>amount</name>"
                                        + "<value>5</value></member><member><name>price</name><value><double>1.0</double></value>"
                                        + "</member><member><name>colour</name><value>RED</value></member><member><name>parts</name>"
                                        + "<value><array><data></data></array></value></member><member><name>blob</name><value>"
                                        + "<base64>AQ==</base64></value></member></struct>"),
                () -> body(request));
    }

    @Test
    void contextsGoIntoAHeaderUpToItsBound() throws Exception {
        HttpRequest request = request((rmix, kit) -> rmix.connect(KitService.class, kit)
                .withEntry("k", "\u0001ä")
                .sync()
                .echoString("x"));
        assertEquals("\u0001ä", ContextHeader.parse(request.context()).entries().get("k"));
        try (Answers server = new Answers(Answers.xml(Answers.result("x")));
                Rmix rmix = Rmix.create()) {
            KitService kit = rmix.connect(KitService.class, "xmlrpc://127.0.0.1:" + server.port() + "/kit")
                    .withEntry("k", "x".repeat(ContextHeader.MAX_BYTES))
                    .sync();
            InvocationException large =
                    Failures.failsWith(Code.TOO_LARGE, Outcome.NOT_INVOKED, () -> kit.echoString("x"));
            assertTrue(large.getMessage().contains("context of"), large.getMessage());
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    void argumentsThatCannotBeSentAreNamed() throws Exception {
        try (Answers server = new Answers(Answers.xml(Answers.result("x")));
                Rmix rmix = Rmix.create()) {
            KitService kit = rmix.connect(KitService.class, "xmlrpc://127.0.0.1:" + server.port() + "/kit")
                    .sync();
            InvocationException control =
                    Failures.failsWith(Code.UNSUPPORTED, Outcome.NOT_INVOKED, () -> kit.three(1, "a\u0007", List.of()));
            assertTrue(control.getMessage().contains("argument text has U+0007 at index 1"), control.getMessage());
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    void theContractIsDescribed() {
        String text = new XmlRpcProvider()
                .describe(Contract.of(KitService.class), Endpoint.parse("xmlrpc://127.0.0.1:9/kit"))
                .orElseThrow()
                .text();
        assertTrue(
                text.startsWith("# io.rmix.testkit.KitService over XML-RPC: POST to http://127.0.0.1:9/RPC2\n"), text);
        assertTrue(text.contains("\nstring kit.three(int number, string text, array more)\n"), text);
        assertTrue(text.contains("\nboolean kit.refuse(string reason, int code)\n"), text);
        assertTrue(text.contains("  fault 1: KitException\n"), text);
        assertTrue(text.contains("\nstruct Line\n  String name\n  long amount\n"), text);
        assertTrue(text.contains("\nstring Colour\n  RED\n"), text);
    }
}
