package io.rmix.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.http.HttpResponse;
import io.rmix.http.RawHttp;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.xmlrpc.XmlRpcException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The known holes of Apache XML-RPC 3.1.3: each attack works against the library as it comes, and not against the provider. */
@Timeout(120)
class CveTest {
    private static final int BOMB = 32 << 20;

    /** A client deserialises what a server puts into a fault, extensions or not. */
    @Test
    void cve201917570FaultCause() throws Exception {
        HttpResponse fault = Answers.xml(Answers.fault(Answers.member("faultCode", "<int>1</int>")
                + Answers.member("faultString", "x")
                + Answers.member("faultCause", "<base64>" + Gadget.base64() + "</base64>")));
        try (Answers server = new Answers(fault);
                Rmix rmix = Rmix.create()) {
            int before = Gadget.DESERIALISED.get();
            assertThrows(
                    XmlRpcException.class, () -> Stock.client(server.port()).execute("kit.nothing", List.of()));
            assertEquals(before + 1, Gadget.DESERIALISED.get(), "the attack works");
            KitService kit = rmix.connect(KitService.class, "xmlrpc://127.0.0.1:" + server.port() + "/kit")
                    .sync();
            Failures.failsWith(Code.SERVANT_FAILED, Outcome.INVOKED, kit::nothing);
            assertEquals(before + 1, Gadget.DESERIALISED.get());
        }
    }

    /** A server fetches what a document type names. */
    @Test
    void cve20165002ExternalDtd() throws Exception {
        try (Answers bait = new Answers(HttpResponse.bytes(200, "text/plain", new byte[0]));
                Stock.Server stock = new Stock.Server(false, name -> request -> true);
                Rmix rmix = Rmix.create()) {
            byte[] request = ("<!DOCTYPE methodCall SYSTEM \"http://127.0.0.1:" + bait.port()
                            + "/evil.dtd\"><methodCall><methodName>kit.nothing</methodName></methodCall>")
                    .getBytes(StandardCharsets.UTF_8);
            RawHttp.post(stock.port(), "/RPC2", "text/xml", request);
            assertEquals(1, bait.requests().size(), "the attack works");
            String answer = RawHttp.post(export(rmix), "/RPC2", "text/xml", request);
            assertTrue(answer.contains("DOCTYPE"), answer);
            assertEquals(1, bait.requests().size());
        }
    }

    /** A server deserialises arguments, if it has extensions on: here they cannot be. */
    @Test
    void cve20165003Serializable() throws Exception {
        byte[] request = ("<methodCall xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\">"
                        + "<methodName>kit.echoString</methodName><params><param><value><ex:serializable>"
                        + Gadget.base64() + "</ex:serializable></value></param></params></methodCall>")
                .getBytes(StandardCharsets.UTF_8);
        try (Stock.Server stock = new Stock.Server(true, name -> call -> true);
                Rmix rmix = Rmix.create()) {
            int before = Gadget.DESERIALISED.get();
            RawHttp.post(stock.port(), "/RPC2", "text/xml", request);
            assertEquals(before + 1, Gadget.DESERIALISED.get(), "the attack works");
            String answer = RawHttp.post(export(rmix), "/RPC2", "text/xml", request);
            assertTrue(answer.contains("the namespace"), answer);
            assertEquals(before + 1, Gadget.DESERIALISED.get());
        }
    }

    /** What is small on the wire is large in memory. */
    @Test
    void cve20165004GzipBomb() throws Exception {
        byte[] bomb = gzip(Answers.result("x".repeat(BOMB)));
        assertTrue(bomb.length < BOMB / 100);
        try (Answers server =
                        new Answers(HttpResponse.bytes(200, "text/xml", bomb).with("Content-Encoding: gzip"));
                Rmix rmix = Rmix.builder()
                        .limits(Limits.defaults().withMessageBytes(1 << 20))
                        .build()) {
            String inflated = (String) Stock.client(server.port()).execute("kit.nothing", List.of());
            assertEquals(BOMB, inflated.length(), "the attack works");
            KitService kit = rmix.connect(KitService.class, "xmlrpc://127.0.0.1:" + server.port() + "/kit")
                    .sync();
            Failures.failsWith(Code.INVALID, Outcome.UNKNOWN, kit::nothing);
            try (RawHttp http = new RawHttp(export(rmix))) {
                http.send("POST /RPC2 HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\n"
                        + "Content-Length: " + bomb.length + "\r\n\r\n");
                http.send(bomb);
                assertTrue(http.readAll().startsWith("HTTP/1.1 415 "));
            }
        }
    }

    private static int export(Rmix rmix) throws IOException {
        return rmix.export(KitService.class, new KitServant(), "xmlrpc://127.0.0.1:0/kit")
                .endpoint()
                .port();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }
}
