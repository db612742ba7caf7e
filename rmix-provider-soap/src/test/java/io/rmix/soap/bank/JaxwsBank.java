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
    List<Double> halves(@WebParam(name = "numbers") List<Integer> numbers);

    @WebMethod
    Account maybe(@WebParam(name = "account") Account account);

    @WebMethod
    Book book(@WebParam(name = "accounts") Book accounts);

    @WebMethod
    Nested nested(@WebParam(name = "value") Nested value);

    @WebMethod
    Reference refer(@WebParam(name = "reference") Reference reference);

    /** The bytes of a protobuf message. */
    @WebMethod
    byte[] message(@WebParam(name = "message") byte[] message);

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

    /** As a map of numbers to accounts. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "Book", namespace = NAMESPACE)
    class Book {
        @XmlElement(name = "entry")
        public List<Page> pages = new ArrayList<>();
    }

    /** One entry. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "BookEntry", namespace = NAMESPACE)
    class Page {
        public int key;
        public Account value;
    }

    /** As a map of lists of optional optionals. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "Nested", namespace = NAMESPACE)
    class Nested {
        @XmlElement(name = "entry")
        public List<NestedEntry> entries = new ArrayList<>();
    }

    /** One entry. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "NestedEntry", namespace = NAMESPACE)
    class NestedEntry {
        public long key;
        public List<Outer> value = new ArrayList<>();
    }

    /** An element of the list: an optional, absent or not. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "NestedOuter", namespace = NAMESPACE)
    class Outer {
        public Inner item;
    }

    /** The optional within. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "NestedInner", namespace = NAMESPACE)
    class Inner {
        public String item;
    }

    /** As {@code io.rmix.RemoteRef}. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "RemoteRef", namespace = NAMESPACE)
    class Reference {
        public String guid;

        @XmlElement(name = "endpoint")
        public List<ReferenceEndpoint> endpoints = new ArrayList<>();
    }

    /** One of its endpoints. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "RemoteRefEndpoint", namespace = NAMESPACE)
    class ReferenceEndpoint {
        public String uri;

        @XmlElement(name = "contract")
        public List<String> contracts = new ArrayList<>();
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
