package io.rmix.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.http.RawHttp;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are no requests, or that ask for too much, are refused before anything is dispatched. */
class HostileXmlTest extends HostileInput {
    private static final int MALFORMED = -32700;

    @Test
    void wellFormedRequestsAreAnswered() throws IOException {
        String answer = post(" <!-- a -->" + echo("a&lt;&#13;&#10;<![CDATA[<b>]]><!-- c -->d"));
        assertTrue(answer.contains("<param><value>a&lt;&#xD;\n&lt;b&gt;d</value></param>"), answer);
        assertTrue(post(echo(" <string> x </string> ")).contains("<value> x </value>"));
        assertTrue(post("<methodCall><methodName> kit.nothing </methodName></methodCall>")
                .contains("<boolean>1<"));
        assertEquals(0, log.warnings().size(), log.warnings()::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE methodCall>",
                "<!DOCTYPE methodCall []>",
                "<!DOCTYPE x [<!ENTITY a \"0123456789\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>",
                "<!DOCTYPE x [<!ENTITY % p \"<!ENTITY q 'r'>\">%p;]>",
                "<?xml version=\"1.0\"?><!-- c --><!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">"
            })
    void documentTypesAreRefused(String prolog) throws IOException {
        refused(post(prolog + echo("&d;")), MALFORMED, "DOCTYPE");
    }

    @Test
    void documentTypesInUtf16AreRefusedAndDocumentsAreRead() throws IOException {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
            String answer = RawHttp.post(port, "/", "text/xml", ("\ufeff" + echo("ä€")).getBytes(charset));
            assertTrue(answer.contains("<value>ä€</value>"), answer);
        }
        byte[] document = ("\ufeff<!DOCTYPE x>" + echo("x")).getBytes(StandardCharsets.UTF_16BE);
        refused(RawHttp.post(port, "/RPC2", "text/xml", document), MALFORMED, "DOCTYPE");
    }

    @Test
    void nothingOutsideTheDocumentIsRead(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        try (ServerSocket trap = new ServerSocket(0)) {
            String prolog = "<!DOCTYPE x [<!ENTITY s SYSTEM \"" + secret.toUri()
                    + "\"><!ENTITY t SYSTEM \"http://127.0.0.1:" + trap.getLocalPort() + "/\">]>";
            String answer = post(prolog + echo("&s;&t;"));
            assertFalse(answer.contains("the secret"), answer);
            refused(answer, MALFORMED, "DOCTYPE");
            trap.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, trap::accept);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a/>",
                "<methodResponse><params/></methodResponse>",
                "<methodCall/>",
                "<methodCall><params/></methodCall>",
                "<methodCall><methodName>kit.nothing</methodName><methodName>kit.nothing</methodName></methodCall>",
                "<methodCall><methodName>kit.nothing</methodName><params/><params/></methodCall>",
                "<methodCall><methodName>kit.nothing</methodName>text</methodCall>",
                "<methodCall><methodName>kit.<b/>nothing</methodName></methodCall>",
                "<methodCall><methodName>kit.nothing</methodName></methodCall><x/>",
                "<methodCall><methodName>kit.nothing</methodName></methodCall><!DOCTYPE x>",
                "<methodCall><methodName>kit.nothing</methodName><?x y?></methodCall>",
                "<methodCall><methodName>kit.nothing</methodName>&x;</methodCall>",
                "<methodCall><methodName>kit.nothing</methodName>",
                "<methodCall xmlns=\"urn:x\"><methodName>kit.nothing</methodName></methodCall>",
                "<methodCall a=\"b\"><methodName>kit.nothing</methodName></methodCall>",
                ""
            })
    void whatIsNoRequestDoesNotReachTheServant(String document) throws IOException {
        isFault(post(document), MALFORMED);
        assertEquals(1, log.warnings().size(), log.warnings()::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<i4>5</i4><i4>6</i4>",
                "<i4>5</i4>6",
                "5<i4>6</i4>",
                "<i4><i4>5</i4></i4>",
                "<i4>5000000000</i4>",
                "<i8>5</i8>",
                "<nil/>",
                "<boolean>yes</boolean>",
                "<double>0x1p3</double>",
                "<double>1d</double>",
                "<base64>?</base64>",
                "<base64>AAA</base64>",
                "<dateTime.iso8601>yesterday</dateTime.iso8601>",
                "<array/>",
                "<array><data/><data/></array>",
                "<array><value/></array>",
                "<array><data><i4>5</i4></data></array>",
                "<struct><member/></struct>",
                "<struct><member><name>a</name></member></struct>",
                "<struct><member><value/><name>a</name></member></struct>",
                "<struct><member><name>a</name><value/><value/></member></struct>",
                "<struct><member><name>a</name><value/></member><member><name>a</name><value/></member></struct>",
                "<struct><value/></struct>",
                "<struct>a</struct>",
                "<ex:i8 xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\">5</ex:i8>",
                "<i4 a=\"b\">5</i4>"
            })
    void valuesThatAreNoneAreRefused(String value) throws IOException {
        isFault(post(echo(value)), MALFORMED);
        assertEquals(1, log.warnings().size(), log.warnings()::toString);
    }

    @Test
    void valuesOfOtherTypesAreRefused() throws IOException {
        isFault(post(call("echoInt", param("12"))), -32602);
        isFault(post(call("echoInt", param("<i4>1</i4>") + param("<i4>1</i4>"))), -32602);
        isFault(post(call("echoLong", param("٣"))), -32602);
        isFault(post(call("echoLong", param("9223372036854775808"))), -32602);
        isFault(post(call("echoOptional", param("<array><data><value/><value/></data></array>"))), -32602);
        isFault(post(call("echoRecord", param("<struct/>"))), -32602);
        isFault(post(call("echoRef", param("<struct/>"))), -32602);
        isFault(post(call("echoMessage", param("<base64>CA==</base64>"))), -32602);
        isFault(post(call("echoInstant", param("<dateTime.iso8601>00000101T00:00:00</dateTime.iso8601>"))), -32602);
        isFault(post(call("right", param("one"))), -32602);
        assertEquals(10, log.warnings().size(), log.warnings()::toString);
        for (String line : log.warnings()) assertTrue(line.contains("arguments refused"), line);
    }

    @Test
    void depthIsBounded() throws IOException {
        int levels = 5_000;
        String deep = "<array><data><value>".repeat(levels) + "</value></data></array>".repeat(levels);
        refused(post(echo(deep)), MALFORMED, "nested deeper");
    }

    @Test
    void attributesAndNamesAreBounded() throws IOException {
        StringBuilder many = new StringBuilder("<methodCall");
        for (int i = 0; i < 1000; i++) many.append(" a").append(i).append("=\"\"");
        isFault(post(many + "/>"), MALFORMED);
        isFault(post("<" + "a".repeat(100_000) + "/>"), MALFORMED);
        isFault(post("<methodCall a=\"" + "x".repeat(100_000) + "\"/>"), MALFORMED);
        assertEquals(3, log.warnings().size(), log.warnings()::toString);
    }

    @Test
    void manyElementsCostNoMoreThanTheirBytes() throws IOException {
        String many = "<value/>".repeat(30_000);
        isFault(post(call("echoInts", param("<array><data>" + many + "</data></array>"))), -32602);
        assertTrue(post(call("echoStrings", param("<array><data>" + many + "</data></array>")))
                .contains("-32602"));
    }

    @Test
    void badUtf8IsRefused() throws IOException {
        for (int[] bad :
                new int[][] {{0xC0, 0x80}, {0xFF}, {0xED, 0xA0, 0x80}, {0xF8, 0x88, 0x80, 0x80, 0x80}, {0xE2, 0x82}}) {
            byte[] document = echo("????????").getBytes(StandardCharsets.US_ASCII);
            int at = echo("????????").indexOf("????????");
            for (int i = 0; i < bad.length; i++) document[at + i] = (byte) bad[i];
            isFault(RawHttp.post(port, "/RPC2", TEXT_XML, document), MALFORMED);
        }
        assertEquals(5, log.warnings().size(), log.warnings()::toString);
    }

    @Test
    void otherVersionsEncodingsAndControlCharactersAreRefused() throws IOException {
        byte[] document = echo("x").getBytes(StandardCharsets.UTF_8);
        isFault(RawHttp.post(port, "/RPC2", "text/xml; charset=utf-7", document), MALFORMED);
        isFault(post("<?xml version=\"1.1\"?>" + echo("&#1;")), MALFORMED);
        isFault(post(echo("&#1;")), MALFORMED);
        byte[] ebcdic = ("<?xml version=\"1.0\" encoding=\"IBM037\"?>" + echo("x")).getBytes(Charset.forName("IBM037"));
        isFault(RawHttp.post(port, "/RPC2", "text/xml", ebcdic), MALFORMED);
        assertEquals(4, log.warnings().size(), log.warnings()::toString);
    }

    @Test
    void mutatedRequestsAreAnsweredOrRefused() throws Exception {
        String line =
                "<struct><member><name>name</name><value><string>n</string></value></member><member><name>colour</name>"
                        + "<value>RED</value></member><member><name>blob</name><value><base64>AAEC</base64></value></member>"
                        + "<member><name>parts</name><value><array><data></data></array></value></member></struct>";
        byte[] original = call("echoRecord", param(line)).getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 1000; seed++) {
            byte[] mutated = mutate(original, new Random(seed));
            String answer = RawHttp.post(port, "/RPC2", TEXT_XML, mutated);
            boolean fault = answer.contains("<fault>") && answer.contains("<i4>-32");
            boolean result = answer.contains("<params><param><value><struct>");
            assertTrue(answer.startsWith("HTTP/1.1 200 ") && (fault || result), "seed " + seed + ": " + answer);
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
                    System.arraycopy(mutated, from, mutated, at, length);
                }
            }
        }
        return mutated;
    }
}
