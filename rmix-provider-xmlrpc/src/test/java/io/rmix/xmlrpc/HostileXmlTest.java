package io.rmix.xmlrpc;

import static io.rmix.xmlrpc.XmlRpcDocuments.call;
import static io.rmix.xmlrpc.XmlRpcDocuments.param;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.http.HostileXmlContract;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are no requests, or that ask for too much, are refused before anything is dispatched. */
class HostileXmlTest extends HostileXmlContract {
    private static final int ARGUMENTS = -32602;

    HostileXmlTest() {
        super(new XmlRpcDocuments());
    }

    private void wrong(String document) throws IOException {
        String answer = post(document);
        assertTrue(XmlRpcDocuments.isFault(answer, ARGUMENTS), answer);
    }

    @Test
    void wellFormedRequestsAreAnswered() throws IOException {
        String answer = post(" <!-- a -->" + documents.echo("a&lt;&#13;&#10;<![CDATA[<b>]]><!-- c -->d"));
        assertTrue(answer.contains("<param><value>a&lt;&#xD;\n&lt;b&gt;d</value></param>"), answer);
        assertTrue(post(documents.echo(" <string> x </string> ")).contains("<value> x </value>"));
        assertTrue(post("<methodCall><methodName> kit.nothing </methodName></methodCall>")
                .contains("<boolean>1<"));
        logged(0);
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
        refused(post(document));
        logged(1);
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
        refused(post(documents.echo(value)));
        logged(1);
    }

    @Test
    void valuesOfOtherTypesAreRefused() throws IOException {
        wrong(call("echoInt", param("12")));
        wrong(call("echoInt", param("<i4>1</i4>") + param("<i4>1</i4>")));
        wrong(call("echoLong", param("٣")));
        wrong(call("echoLong", param("9223372036854775808")));
        wrong(call("echoOptional", param("<array><data><value/><value/></data></array>")));
        wrong(call("echoRecord", param("<struct/>")));
        wrong(call("echoRef", param("<struct/>")));
        wrong(call("echoMessage", param("<base64>CA==</base64>")));
        wrong(call("echoInstant", param("<dateTime.iso8601>00000101T00:00:00</dateTime.iso8601>")));
        wrong(call("right", param("one")));
        logged(10);
        for (String line : log.warnings()) assertTrue(line.contains("arguments refused"), line);
    }

    @Test
    void depthIsBounded() throws IOException {
        int levels = 5_000;
        String deep = "<array><data><value>".repeat(levels) + "</value></data></array>".repeat(levels);
        refused(post(documents.echo(deep)), "nested deeper");
    }

    @Test
    void attributesAndNamesAreBounded() throws IOException {
        StringBuilder many = new StringBuilder("<methodCall");
        for (int i = 0; i < 1000; i++) many.append(" a").append(i).append("=\"\"");
        refused(post(many + "/>"));
        refused(post("<" + "a".repeat(100_000) + "/>"));
        refused(post("<methodCall a=\"" + "x".repeat(100_000) + "\"/>"));
        logged(3);
    }

    @Test
    void manyElementsCostNoMoreThanTheirBytes() throws IOException {
        String many = "<value/>".repeat(30_000);
        wrong(call("echoInts", param("<array><data>" + many + "</data></array>")));
        assertTrue(post(call("echoStrings", param("<array><data>" + many + "</data></array>")))
                .contains("-32602"));
    }

    @Test
    void otherVersionsEncodingsAndControlCharactersAreRefused() throws IOException {
        byte[] document = documents.echo("x").getBytes(StandardCharsets.UTF_8);
        refused(post("text/xml; charset=utf-7", document));
        refused(post("<?xml version=\"1.1\"?>" + documents.echo("&#1;")));
        refused(post(documents.echo("&#1;")));
        byte[] ebcdic = ("<?xml version=\"1.0\" encoding=\"IBM037\"?>" + documents.echo("x"))
                .getBytes(Charset.forName("IBM037"));
        refused(post("text/xml", ebcdic));
        logged(4);
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
            String answer = post(TEXT_XML, mutated);
            boolean fault = answer.contains("<fault>") && answer.contains("<i4>-32");
            boolean result = answer.contains("<params><param><value><struct>");
            assertTrue(answer.startsWith("HTTP/1.1 200 ") && (fault || result), "seed " + seed + ": " + answer);
        }
    }
}
