package io.rmix.soap.bank;

import jakarta.jws.Oneway;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebService;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.ws.WebFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.datatype.Duration;
import javax.xml.datatype.XMLGregorianCalendar;

/** {@link Bank} as somebody writes it by hand who has JAX-WS and no RMIX: endpoint interface, beans and fault. */
@WebService(name = "Bank", targetNamespace = JaxwsBank.NAMESPACE)
public interface JaxwsBank {
    String NAMESPACE = "http://bank.soap.rmix.io/";

    @WebMethod
    String greet(@WebParam(name = "name") String name);

    @WebMethod
    byte[] flip(@WebParam(name = "bytes") byte[] bytes);

    @WebMethod
    double sum(
            @WebParam(name = "negate") boolean negate,
            @WebParam(name = "a") int a,
            @WebParam(name = "b") long b,
            @WebParam(name = "c") double c);

    @WebMethod
    Account open(@WebParam(name = "account") Account account);

    @WebMethod
    List<Account> all(@WebParam(name = "accounts") List<Account> accounts);

    @WebMethod
    List<String> words(@WebParam(name = "words") List<String> words);

    @WebMethod
    Totals totals(@WebParam(name = "totals") Totals totals);

    @WebMethod
    String find(@WebParam(name = "name") String name);

    @WebMethod
    XMLGregorianCalendar later(@WebParam(name = "time") XMLGregorianCalendar time, @WebParam(name = "by") Duration by);

    @WebMethod
    Kind kind(@WebParam(name = "kind") Kind kind);

    @WebMethod
    long withdraw(@WebParam(name = "account") String account, @WebParam(name = "amount") long amount) throws Overdrawn;

    @WebMethod
    void crash();

    @WebMethod
    @Oneway
    void note(@WebParam(name = "text") String text);

    /** As {@link Bank.Kind}. */
    @XmlType(name = "Kind", namespace = NAMESPACE)
    enum Kind {
        SAVINGS,
        CURRENT
    }

    /** As {@link Bank.Account}. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(
            name = "Account",
            namespace = NAMESPACE,
            propOrder = {"owner", "cents", "kind", "tags", "note", "opened"})
    class Account {
        public String owner;
        public long cents;
        public Kind kind;
        public List<String> tags = new ArrayList<>();
        public String note;
        public XMLGregorianCalendar opened;
    }

    /** As a map of strings to longs: entries with key and value. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "Totals", namespace = NAMESPACE)
    class Totals {
        @XmlElement(name = "entry")
        public List<Entry> entries = new ArrayList<>();

        Map<String, Long> toMap() {
            Map<String, Long> map = new HashMap<>();
            entries.forEach(entry -> map.put(entry.key, entry.value));
            return map;
        }
    }

    /** One entry. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "TotalsEntry", namespace = NAMESPACE)
    class Entry {
        public String key;
        public long value;
    }

    /** As {@link Bank.Overdrawn}: the fault's element has the bean's fields. */
    @WebFault(name = "Overdrawn", targetNamespace = NAMESPACE)
    class Overdrawn extends Exception {
        private static final long serialVersionUID = 1;
        private final transient OverdrawnInfo info;

        public Overdrawn(String message, OverdrawnInfo info) {
            super(message);
            this.info = info;
        }

        public OverdrawnInfo getFaultInfo() {
            return info;
        }
    }

    /** The fields of {@link Overdrawn}. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "Overdrawn", namespace = NAMESPACE)
    class OverdrawnInfo {
        public String message;
        public long missing;
    }
}
