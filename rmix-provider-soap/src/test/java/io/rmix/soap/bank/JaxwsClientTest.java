package io.rmix.soap.bank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.proto.v1.LaneAck;
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
    void valuesWithinValuesReferencesAndMessages() {
        assertEquals(List.of(0.5, -1.0), bank.halves(List.of(1, -2)));
        JaxwsBank.Account account = new JaxwsBank.Account();
        account.owner = "Ada";
        account.kind = JaxwsBank.Kind.CURRENT;
        account.opened = DatatypeFactory.newDefaultInstance().newXMLGregorianCalendar("2026-11-24T01:02:03Z");
        assertEquals("Ada", bank.maybe(account).owner);
        assertNull(bank.maybe(null));
        JaxwsBank.Book book = new JaxwsBank.Book();
        JaxwsBank.Page page = new JaxwsBank.Page();
        page.key = -1;
        page.value = account;
        book.pages.add(page);
        JaxwsBank.Page back = bank.book(book).pages.get(0);
        assertEquals("-1 CURRENT", back.key + " " + back.value.kind);
        JaxwsBank.Reference reference = new JaxwsBank.Reference();
        reference.guid = "00112233-4455-6677-8899-aabbccddeeff";
        JaxwsBank.ReferenceEndpoint endpoint = new JaxwsBank.ReferenceEndpoint();
        endpoint.uri = "grpc://127.0.0.1:80/a";
        endpoint.contracts.add("x.Y");
        reference.endpoints.add(endpoint);
        JaxwsBank.Reference referred = bank.refer(reference);
        assertEquals(reference.guid, referred.guid);
        assertEquals("grpc://127.0.0.1:80/a", referred.endpoints.get(0).uri);
        assertEquals(List.of("x.Y"), referred.endpoints.get(0).contracts);
        byte[] message = LaneAck.newBuilder().setExecuted(7).build().toByteArray();
        assertArrayEquals(message, bank.message(message));
    }

    @Test
    void optionalsWithinLists() {
        JaxwsBank.Nested nested = new JaxwsBank.Nested();
        JaxwsBank.NestedEntry entry = new JaxwsBank.NestedEntry();
        entry.key = -5;
        for (String item : new String[] {"x", "", null}) {
            JaxwsBank.Outer outer = new JaxwsBank.Outer();
            outer.item = new JaxwsBank.Inner();
            outer.item.item = item;
            entry.value.add(outer);
        }
        entry.value.add(new JaxwsBank.Outer());
        nested.entries.add(entry);
        JaxwsBank.NestedEntry back = bank.nested(nested).entries.get(0);
        assertEquals(-5, back.key);
        assertEquals(4, back.value.size());
        assertEquals("x", back.value.get(0).item.item);
        assertEquals("", back.value.get(1).item.item);
        assertNull(back.value.get(2).item.item);
        assertNull(back.value.get(3).item);
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
