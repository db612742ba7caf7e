package io.rmix.soap.bank;

import jakarta.jws.WebService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.datatype.XMLGregorianCalendar;

/** Does as {@link BankServant} does. */
@WebService(
        targetNamespace = JaxwsBank.NAMESPACE,
        serviceName = "BankService",
        endpointInterface = "io.rmix.soap.bank.JaxwsBank")
public final class JaxwsBankBean implements JaxwsBank {
    final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    final List<String> greeted = Collections.synchronizedList(new ArrayList<>());
    private int running;
    int most;

    @Override
    public String greet(String name) {
        synchronized (this) {
            most = Math.max(most, ++running);
        }
        greeted.add(name);
        synchronized (this) {
            running--;
        }
        return "hello " + name;
    }

    @Override
    public byte[] flip(byte[] bytes) {
        return new BankServant().flip(bytes);
    }

    @Override
    public double sum(boolean negate, int a, long b, double c) {
        return new BankServant().sum(negate, a, b, c);
    }

    @Override
    public Account open(Account account) {
        return account;
    }

    @Override
    public List<Account> all(List<Account> accounts) {
        return accounts;
    }

    @Override
    public List<String> words(List<String> words) {
        return new BankServant().words(words);
    }

    @Override
    public Totals totals(Totals totals) {
        totals.entries.forEach(entry -> entry.value++);
        return totals;
    }

    @Override
    public String find(String name) {
        return name == null ? null : "found " + name;
    }

    @Override
    public XMLGregorianCalendar later(XMLGregorianCalendar time, javax.xml.datatype.Duration by) {
        time.add(by);
        return time;
    }

    @Override
    public Kind kind(Kind kind) {
        return kind;
    }

    @Override
    public List<Double> halves(List<Integer> numbers) {
        return numbers.stream().map(number -> number / 2.0).toList();
    }

    @Override
    public Account maybe(Account account) {
        return account;
    }

    @Override
    public Book book(Book accounts) {
        return accounts;
    }

    @Override
    public Nested nested(Nested value) {
        return value;
    }

    @Override
    public Reference refer(Reference reference) {
        return reference;
    }

    @Override
    public byte[] message(byte[] message) {
        return message;
    }

    @Override
    public long withdraw(String account, long amount) throws Overdrawn {
        if (amount <= 42) return 42 - amount;
        OverdrawnInfo info = new OverdrawnInfo();
        info.message = "too little";
        info.missing = amount - 42;
        throw new Overdrawn("too little", info);
    }

    @Override
    public void crash() {
        throw new IllegalStateException("crashed");
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }
}
