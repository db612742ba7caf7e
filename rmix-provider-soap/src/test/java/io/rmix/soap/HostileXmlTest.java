package io.rmix.soap;

import static io.rmix.soap.SoapDocuments.NS;
import static io.rmix.soap.SoapDocuments.envelope;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import io.rmix.http.HostileXmlContract;
import io.rmix.http.xml.XmlOut;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.SoapVersion;
import io.rmix.spi.CallContext;
import io.rmix.testkit.Await;
import io.rmix.testkit.KitService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Envelopes that are none, or that ask for too much, are refused before anything is dispatched. */
class HostileXmlTest extends HostileXmlContract {
    HostileXmlTest() {
        super(new SoapDocuments());
    }

    @Test
    void wellFormedEnvelopesAreAnswered() throws IOException {
        String answer = post(documents.echo("a&lt;&#xD;&#10;<![CDATA[<b>]]><!-- c -->d"));
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertTrue(answer.contains("<return>a&lt;&#xD;\n&lt;b&gt;d</return>"), answer);
        logged(0);
    }

    @Test
    void lateDocumentTypesAndEntitiesKeepTheServantFromBeingEntered() throws IOException {
        String tell = envelope("<n:right xmlns:n=\"" + NS + "\"><number>1</number></n:right>");
        assertTrue(post(tell.replace("</S:Body>", "&x;</S:Body>")).contains("NOT_INVOKED"));
        assertTrue(post(tell + "<!DOCTYPE x>").contains("NOT_INVOKED"));
        assertTrue(post(tell.replace("</S:Envelope>", "<x/></S:Envelope>")).contains("NOT_INVOKED"));
        assertTrue(post(tell.replace("</S:Envelope>", "")).contains("NOT_INVOKED"));
        assertTrue(post(tell.replace("</S:Body>", "<?x y?></S:Body>")).contains("NOT_INVOKED"));
        logged(5);
        assertTrue(post(tell).startsWith("HTTP/1.1 202 "));
        Await.until("the admitted call runs", () -> servant.numbers().size() == 1);
    }

    @Test
    void depthIsBounded() throws IOException {
        String deep = "<a>".repeat(10_000) + "</a>".repeat(10_000);
        refused(post(envelope(deep)), "not well-formed");
    }

    @Test
    void attributesAreBounded() throws IOException {
        StringBuilder many = new StringBuilder("<n:nothing xmlns:n=\"" + NS + "\"");
        for (int i = 0; i < 1000; i++) many.append(" a" + i + "=\"\"");
        refused(post(envelope(many + "/>")), "ttribute");
    }

    @Test
    void longAttributesAreRefused() throws IOException {
        refused(post(envelope("<n:nothing xmlns:n=\"" + NS + "\" a=\"" + "x".repeat(100_000) + "\"/>")), "ttribute");
    }

    @Test
    void manyEmptyElementsAreRefused() throws IOException {
        refused(
                post(envelope("<n:nothing xmlns:n=\"" + NS + "\">" + "<a/>".repeat(50_000) + "</n:nothing>")),
                "lement");
    }

    @Test
    void otherEncodingsAndContentTypesAreRefused() throws IOException {
        byte[] document = documents.echo("x").getBytes(StandardCharsets.UTF_8);
        assertTrue(post("text/xml; charset=utf-7", document).contains("INVALID"));
        assertTrue(post("<?xml version=\"1.0\" encoding=\"IBM037\"?>" + documents.echo("x"))
                .contains("INVALID"));
        assertTrue(post("application/json", document).startsWith("HTTP/1.1 415 "));
        assertTrue(post("multipart/related", document).startsWith("HTTP/1.1 415 "));
        logged(4);
    }

    @Test
    void unknownMandatoryHeadersAndVersionsGetTheFaultsOfSoap() throws IOException {
        String mandatory = documents
                .echo("x")
                .replace("<S:Body>", "<S:Header><x:y xmlns:x=\"urn:x\" S:mustUnderstand=\"1\"/></S:Header><S:Body>");
        assertTrue(post(mandatory).contains("<faultcode>S:MustUnderstand</faultcode>"));
        String version = documents.echo("x").replace("http://schemas.xmlsoap.org/soap/envelope/", "urn:soap13");
        assertTrue(post(version).contains("<faultcode>S:VersionMismatch</faultcode>"));
        String ignored = mandatory.replace("=\"1\"", "=\"0\"");
        assertTrue(post(ignored).contains("<return>x</return>"));
        logged(2);
    }

    @Test
    void valuesThatDoNotFitAreRefused() throws IOException {
        String call = envelope("<n:echoInt xmlns:n=\"" + NS + "\"><value>12a</value></n:echoInt>");
        refused(post(call), "value is 12a");
    }

    @Test
    void unknownOperationsAreRefused() throws IOException {
        String answer = post(envelope("<n:drop xmlns:n=\"" + NS + "\"/>"));
        assertTrue(answer.contains("<code>NO_SUCH_METHOD</code><outcome>NOT_INVOKED</outcome>"), answer);
        logged("drop");
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
                    SoapVersion.SOAP_11,
                    operation,
                    arguments,
                    new CallContext("", CallContext.NO_DEADLINE, Map.of("k", "v")),
                    out);
            byte[] mutated = mutate(out.toByteArray(), random);
            String answer = post(TEXT_XML, mutated);
            boolean fault = answer.startsWith("HTTP/1.1 500 ") && answer.contains("<outcome>NOT_INVOKED</outcome>");
            boolean result = answer.startsWith("HTTP/1.1 200 ") && answer.contains("Response");
            assertTrue(fault || result, "seed " + seed + ": " + answer);
        }
    }
}
