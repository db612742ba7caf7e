package io.rmix.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import io.rmix.http.RawHttp;
import io.rmix.http.xml.XmlOut;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.spi.CallContext;
import io.rmix.testkit.Await;
import io.rmix.testkit.KitService;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes that are none, or that ask for too much, are refused before anything is dispatched. */
class HostileXmlTest extends HostileInput {
    @Test
    void wellFormedEnvelopesAreAnswered() throws IOException {
        String answer = post(echo("a&lt;&#xD;&#10;<![CDATA[<b>]]><!-- c -->d"));
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertTrue(answer.contains("<return>a&lt;&#xD;\n&lt;b&gt;d</return>"), answer);
        assertEquals(0, log.warnings().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Envelope>",
                "<!DOCTYPE Envelope []>",
                "<!DOCTYPE x [<!ENTITY a \"0123456789\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>",
                "<!DOCTYPE x [<!ENTITY % p \"<!ENTITY q 'r'>\">%p;]>",
                "<?xml version=\"1.0\"?><!-- c --><!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">"
            })
    void documentTypesAreRefused(String prolog) throws IOException {
        refused(post(prolog + echo("&d;")), "INVALID", "DOCTYPE");
    }

    @Test
    void documentTypesInUtf16AreRefused() throws IOException {
        byte[] document = ("\ufeff<!DOCTYPE x>" + echo("x")).getBytes(StandardCharsets.UTF_16BE);
        refused(RawHttp.post(port, "/kit", "text/xml", document), "INVALID", "DOCTYPE");
    }

    @Test
    void documentsInUtf16AreRead() throws IOException {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
            byte[] document = ("\ufeff" + echo("ä€")).getBytes(charset);
            String answer = RawHttp.post(port, "/kit", "text/xml", document);
            assertTrue(answer.contains("<return>ä€</return>"), answer);
        }
    }

    @Test
    void nothingOutsideTheDocumentIsRead(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        try (ServerSocket trap = new ServerSocket(0)) {
            String prolog = "<!DOCTYPE x [<!ENTITY s SYSTEM \"" + secret.toUri()
                    + "\"><!ENTITY t SYSTEM \"http://127.0.0.1:" + trap.getLocalPort() + "/\">]>";
            String answer = post(prolog + echo("&s;&t;"));
            assertFalse(answer.contains("the secret"), answer);
            refused(answer, "INVALID", "DOCTYPE");
            trap.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, trap::accept);
        }
    }

    @Test
    void lateDocumentTypesAndEntitiesKeepTheServantFromBeingEntered() throws IOException {
        String tell = envelope("<n:right xmlns:n=\"" + NS + "\"><number>1</number></n:right>");
        assertTrue(post(tell.replace("</S:Body>", "&x;</S:Body>")).contains("NOT_INVOKED"));
        assertTrue(post(tell + "<!DOCTYPE x>").contains("NOT_INVOKED"));
        assertTrue(post(tell.replace("</S:Envelope>", "<x/></S:Envelope>")).contains("NOT_INVOKED"));
        assertTrue(post(tell.replace("</S:Envelope>", "")).contains("NOT_INVOKED"));
        assertTrue(post(tell.replace("</S:Body>", "<?x y?></S:Body>")).contains("NOT_INVOKED"));
        assertEquals(5, log.warnings().size(), log.warnings()::toString);
        assertTrue(post(tell).startsWith("HTTP/1.1 202 "));
        Await.until("the admitted call runs", () -> servant.numbers().size() == 1);
    }

    @Test
    void depthIsBounded() throws IOException {
        String deep = "<a>".repeat(10_000) + "</a>".repeat(10_000);
        refused(post(envelope(deep)), "INVALID", "not well-formed");
    }

    @Test
    void attributesAreBounded() throws IOException {
        StringBuilder many = new StringBuilder("<n:nothing xmlns:n=\"" + NS + "\"");
        for (int i = 0; i < 1000; i++) many.append(" a" + i + "=\"\"");
        refused(post(envelope(many + "/>")), "INVALID", "ttribute");
    }

    @Test
    void longAttributesAreRefused() throws IOException {
        refused(
                post(envelope("<n:nothing xmlns:n=\"" + NS + "\" a=\"" + "x".repeat(100_000) + "\"/>")),
                "INVALID",
                "ttribute");
    }

    @Test
    void manyEmptyElementsAreRefused() throws IOException {
        refused(
                post(envelope("<n:nothing xmlns:n=\"" + NS + "\">" + "<a/>".repeat(50_000) + "</n:nothing>")),
                "INVALID",
                "lement");
    }

    @Test
    void badUtf8IsRefused() throws IOException {
        for (int[] bad :
                new int[][] {{0xC0, 0x80}, {0xFF}, {0xED, 0xA0, 0x80}, {0xF8, 0x88, 0x80, 0x80, 0x80}, {0xE2, 0x82}}) {
            byte[] document = echo("????????").getBytes(StandardCharsets.US_ASCII);
            int at = echo("").indexOf("</value>");
            for (int i = 0; i < bad.length; i++) document[at + i] = (byte) bad[i];
            String answer = RawHttp.post(port, "/kit", TEXT_XML, document);
            assertTrue(answer.contains("<code>INVALID</code><outcome>NOT_INVOKED</outcome>"), answer);
        }
        assertEquals(5, log.warnings().size(), log.warnings()::toString);
    }

    @Test
    void otherEncodingsAndContentTypesAreRefused() throws IOException {
        byte[] document = echo("x").getBytes(StandardCharsets.UTF_8);
        assertTrue(
                RawHttp.post(port, "/kit", "text/xml; charset=utf-7", document).contains("INVALID"));
        assertTrue(
                post("<?xml version=\"1.0\" encoding=\"IBM037\"?>" + echo("x")).contains("INVALID"));
        assertTrue(RawHttp.post(port, "/kit", "application/json", document).startsWith("HTTP/1.1 415 "));
        assertTrue(RawHttp.post(port, "/kit", "multipart/related", document).startsWith("HTTP/1.1 415 "));
        assertEquals(4, log.warnings().size(), log.warnings()::toString);
    }

    @Test
    void unknownMandatoryHeadersAndVersionsGetTheFaultsOfSoap() throws IOException {
        String mandatory = echo("x")
                .replace("<S:Body>", "<S:Header><x:y xmlns:x=\"urn:x\" S:mustUnderstand=\"1\"/></S:Header><S:Body>");
        assertTrue(post(mandatory).contains("<faultcode>S:MustUnderstand</faultcode>"));
        String version = echo("x").replace("http://schemas.xmlsoap.org/soap/envelope/", "urn:soap13");
        assertTrue(post(version).contains("<faultcode>S:VersionMismatch</faultcode>"));
        String ignored = mandatory.replace("=\"1\"", "=\"0\"");
        assertTrue(post(ignored).contains("<return>x</return>"));
        assertEquals(2, log.warnings().size(), log.warnings()::toString);
    }

    @Test
    void valuesThatDoNotFitAreRefused() throws IOException {
        String call = envelope("<n:echoInt xmlns:n=\"" + NS + "\"><value>12a</value></n:echoInt>");
        refused(post(call), "INVALID", "value is 12a");
    }

    @Test
    void unknownOperationsAreRefused() throws IOException {
        refused(post(envelope("<n:drop xmlns:n=\"" + NS + "\"/>")), "NO_SUCH_METHOD", "drop");
    }

    @Test
    void mutatedEnvelopesAreAnsweredOrRefused() throws Exception {
        Contract contract = Contract.of(KitService.class);
        ServiceCodec codec = ServiceCodec.of(contract, LIMIT, 64);
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            Operation operation = contract.find(random.nextBoolean() ? "echoRecord" : "three");
            RandomValues values = new RandomValues(seed);
            Object[] arguments = operation.parameters().stream()
                    .map(p -> values.of(p.type()))
                    .toArray();
            XmlOut out = codec.newMessage();
            codec.writeRequest(
                    operation, arguments, new CallContext("", CallContext.NO_DEADLINE, Map.of("k", "v")), out);
            byte[] mutated = mutate(out.toByteArray(), random);
            String answer = RawHttp.post(port, "/kit", TEXT_XML, mutated);
            boolean fault = answer.startsWith("HTTP/1.1 500 ") && answer.contains("<outcome>NOT_INVOKED</outcome>");
            boolean result = answer.startsWith("HTTP/1.1 200 ") && answer.contains("Response");
            assertTrue(fault || result, "seed " + seed + ": " + answer);
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] = (byte) "<>&/\"= ;!?".charAt(random.nextInt(10));
                case 2 -> mutated = Arrays.copyOf(mutated, at + 1);
                default -> {
                    int from = random.nextInt(mutated.length);
                    int length = Math.min(random.nextInt(40), mutated.length - Math.max(from, at));
                    System.arraycopy(bytes.length == mutated.length ? bytes : mutated, from, mutated, at, length);
                }
            }
        }
        return mutated;
    }
}
