package io.rmix.soap.bank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.testkit.Await;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.soap.SOAPBinding;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.StringReader;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Node;

/** A client that has JAX-WS, the WSDL and nothing of RMIX calls an exported servant. */
@Timeout(60)
class JaxwsClientTest {
    private final BankServant servant = new BankServant();
    private final Rmix rmix = Rmix.create();
    private Service service;
    private JaxwsBank bank;
    private URL wsdl;

    @BeforeEach
    void connect() throws Exception {
        Endpoint endpoint =
                rmix.export(Bank.class, servant, "soap://127.0.0.1:0/bank/main").endpoint();
        wsdl = URI.create("http://localhost:" + endpoint.port() + "/bank/main?wsdl")
                .toURL();
        service = Service.create(wsdl, new QName(JaxwsBank.NAMESPACE, "BankService"));
        bank = service.getPort(JaxwsBank.class);
    }

    @AfterEach
    void close() {
        rmix.close();
    }

    @Test
    void simpleValues() {
        assertEquals("hello <Ada> & ä€𝄞\r\n\t ", bank.greet("<Ada> & ä€𝄞\r\n\t "));
        assertArrayEquals(new byte[] {3, -1, 0}, bank.flip(new byte[] {0, -1, 3}));
        assertArrayEquals(new byte[100_000], bank.flip(new byte[100_000]));
        assertEquals(-(1L + Integer.MAX_VALUE + 0.5), bank.sum(true, Integer.MAX_VALUE, 1, 0.5));
        assertEquals(Double.POSITIVE_INFINITY, bank.sum(false, 1, 1, Double.POSITIVE_INFINITY));
        assertEquals(JaxwsBank.Kind.CURRENT, bank.kind(JaxwsBank.Kind.CURRENT));
    }

    @Test
    void structuredValues() throws Exception {
        JaxwsBank.Account account = new JaxwsBank.Account();
        account.owner = "Ada";
        account.cents = Long.MIN_VALUE;
        account.kind = JaxwsBank.Kind.SAVINGS;
        account.tags = List.of("a", "", "b");
        account.opened = DatatypeFactory.newInstance().newXMLGregorianCalendar("2026-11-24T01:02:03.123456789+01:00");
        JaxwsBank.Account opened = bank.open(account);
        assertEquals("Ada", opened.owner);
        assertEquals(Long.MIN_VALUE, opened.cents);
        assertEquals(JaxwsBank.Kind.SAVINGS, opened.kind);
        assertEquals(List.of("a", "", "b"), opened.tags);
        assertEquals("opened", opened.note);
        assertEquals("2026-11-24T00:02:03.123456789Z", opened.opened.toXMLFormat());
        assertEquals(2, bank.all(List.of(account, account)).size());
        assertTrue(bank.all(List.of()) == null || bank.all(List.of()).isEmpty());
        assertEquals(List.of("b", "a"), bank.words(List.of("a", "b")));
        JaxwsBank.Totals totals = new JaxwsBank.Totals();
        JaxwsBank.Entry entry = new JaxwsBank.Entry();
        entry.key = "k";
        entry.value = 7;
        totals.entries.add(entry);
        assertEquals(Map.of("k", 8L), bank.totals(totals).toMap());
    }

    @Test
    void absentAndTimeValues() throws Exception {
        assertEquals("found x", bank.find("x"));
        assertNull(bank.find(null));
        DatatypeFactory types = DatatypeFactory.newInstance();
        assertEquals(
                "2026-01-02T00:00:01Z",
                bank.later(types.newXMLGregorianCalendar("2026-01-01T00:00:00Z"), types.newDuration("P1DT1S"))
                        .toXMLFormat());
    }

    @Test
    void declaredExceptionsAreTypedFaults() {
        JaxwsBank.Overdrawn e = assertThrows(JaxwsBank.Overdrawn.class, () -> bank.withdraw("ada", 100));
        assertEquals("too little", e.getMessage());
        assertEquals("too little", e.getFaultInfo().message);
        assertEquals(58, e.getFaultInfo().missing);
        assertEquals(2, withdraw(40));
    }

    private long withdraw(long amount) {
        try {
            return bank.withdraw("ada", amount);
        } catch (JaxwsBank.Overdrawn e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void otherFailuresAreFaultsThatSayNothingOfTheServant() {
        SOAPFaultException e = assertThrows(SOAPFaultException.class, () -> bank.crash());
        assertEquals("Server", e.getFault().getFaultCodeAsName().getLocalName());
        assertFalse(e.getMessage().contains("secret"), e.getMessage());
        assertEquals("Refusal", e.getFault().getDetail().getFirstChild().getLocalName());
    }

    @Test
    void oneWayOperations() {
        for (int i = 0; i < 10; i++) bank.note("n" + i);
        Await.until("all notes have arrived", () -> servant.notes.size() == 10);
    }

    @Test
    void dispatchOfSoap12() throws Exception {
        QName port = new QName(JaxwsBank.NAMESPACE, "Soap12Port");
        service.addPort(port, SOAPBinding.SOAP12HTTP_BINDING, wsdl.toString().replace("?wsdl", ""));
        Dispatch<Source> dispatch = service.createDispatch(port, Source.class, Service.Mode.PAYLOAD);
        Source answer = dispatch.invoke(new StreamSource(
                new StringReader("<b:greet xmlns:b='" + JaxwsBank.NAMESPACE + "'><name>12</name></b:greet>")));
        DOMResult result = new DOMResult();
        TransformerFactory.newInstance().newTransformer().transform(answer, result);
        Node response = result.getNode().getFirstChild();
        assertEquals("greetResponse", response.getLocalName());
        assertEquals("hello 12", response.getTextContent());
        SOAPFaultException e = assertThrows(
                SOAPFaultException.class,
                () -> dispatch.invoke(new StreamSource(new StringReader("<b:none xmlns:b='urn:x'/>"))));
        assertEquals(
                SOAPConstants.URI_NS_SOAP_1_2_ENVELOPE,
                e.getFault().getFaultCodeAsQName().getNamespaceURI());
        assertEquals("Sender", e.getFault().getFaultCodeAsQName().getLocalPart());
    }
}
