package io.rmix.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.soap.bank.Bank;
import io.rmix.soap.bank.BankServant;
import io.rmix.testkit.Await;
import io.rmix.testkit.Failures;
import io.rmix.testkit.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a caller may conclude when a server answers oddly or not at all; nothing is sent twice. */
@Timeout(60)
class OutcomeTest {
    private static final String RESULT =
            "<b:greetResponse xmlns:b=\"http://bank.soap.rmix.io/\"><return>hi</return></b:greetResponse>";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) open.pop().close();
    }

    private ScriptedServer script(String... answers) throws IOException {
        ScriptedServer server = new ScriptedServer(answers);
        open.push(server);
        return server;
    }

    private Stub<Bank> stub(int port) {
        Rmix rmix = Rmix.builder()
                .limits(Limits.defaults().withMessageBytes(64 << 10).withDrain(Duration.ofMillis(100)))
                .build();
        open.push(rmix);
        return rmix.connect(Bank.class, "soap://127.0.0.1:" + port + "/bank");
    }

    private InvocationException fails(Code code, Outcome outcome, String answer) throws IOException {
        ScriptedServer server = script(answer);
        Stub<Bank> stub = stub(server.port());
        InvocationException e =
                Failures.failsWith(code, outcome, () -> stub.sync().greet("x"));
        assertEquals(1, server.requests().size(), server.requests()::toString);
        return e;
    }

    private static String http(String status, String type, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    @Test
    void refusedConnections() throws IOException {
        Failures.failsWith(
                Code.UNAVAILABLE,
                Outcome.NOT_INVOKED,
                () -> stub(Ports.free()).sync().greet("x"));
    }

    @Test
    void requestsAreWhatSoapAsksFor() throws IOException {
        ScriptedServer server = script(ScriptedServer.soap(RESULT));
        assertEquals("hi", stub(server.port()).sync().greet("x"));
        String request = server.requests().get(0);
        assertTrue(request.startsWith("POST /bank HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n"), request);
        assertTrue(request.contains("\r\nContent-Type: text/xml; charset=utf-8\r\nSOAPAction: \"\"\r\n"), request);
        assertFalse(request.contains("Header>"), "a call without context has no header");
    }

    @Test
    void connectionsThatBreakAfterSending() throws IOException {
        fails(
                Code.UNAVAILABLE,
                Outcome.UNKNOWN,
                "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n<e");
        fails(Code.UNAVAILABLE, Outcome.UNKNOWN, "HTTP/1.1 200");
        ScriptedServer silent = script();
        Failures.failsWith(
                Code.UNAVAILABLE,
                Outcome.UNKNOWN,
                () -> stub(silent.port()).sync().greet("x"));
        assertEquals(1, silent.connections());
    }

    @Test
    void answersThatAreNoSoap() throws IOException {
        fails(Code.NO_SUCH_SERVICE, Outcome.NOT_INVOKED, http("404 Not Found", "text/html", "<h1>none</h1>"));
        fails(Code.DENIED, Outcome.NOT_INVOKED, http("403 Forbidden", "text/plain", "no"));
        fails(
                Code.UNSUPPORTED,
                Outcome.NOT_INVOKED,
                http("302 Found\r\nLocation: http://127.0.0.1:1/", "text/html", ""));
        fails(Code.BUSY, Outcome.UNKNOWN, http("503 Busy", "text/plain", "later"));
        fails(Code.INVALID, Outcome.UNKNOWN, http("200 OK", "text/html", "<p>hello</p>"));
        fails(Code.INVALID, Outcome.INVOKED, http("202 Accepted", "text/xml", ""));
        fails(Code.INVALID, Outcome.INVOKED, http("200 OK", "text/xml", "<!DOCTYPE x><x/>"));
        fails(Code.INVALID, Outcome.INVOKED, ScriptedServer.soap("<other/>"));
        fails(Code.INVALID, Outcome.UNKNOWN, "SSH-2.0-OpenSSH_9.2\r\n");
    }

    @Test
    void answersOverTheLimit() throws IOException {
        fails(Code.TOO_LARGE, Outcome.INVOKED, http("200 OK", "text/xml", " ".repeat(100_000)));
        fails(
                Code.TOO_LARGE,
                Outcome.INVOKED,
                "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n"
                        + " ".repeat(0x20000));
    }

    @Test
    void faultsOfOthers() throws IOException {
        String fault = "<e:Fault><faultcode>e:%s</faultcode><faultstring>no</faultstring></e:Fault>";
        fails(Code.SERVANT_FAILED, Outcome.INVOKED, ScriptedServer.soap(fault.formatted("Server")));
        fails(Code.INVALID, Outcome.UNKNOWN, ScriptedServer.soap(fault.formatted("Client")));
        fails(Code.UNSUPPORTED, Outcome.NOT_INVOKED, ScriptedServer.soap(fault.formatted("MustUnderstand")));
    }

    @Test
    void answersInOtherFramings() throws IOException {
        String envelope = ScriptedServer.envelope(RESULT);
        String chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/xml;charset=UTF-8\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "a\r\n" + envelope.substring(0, 10) + "\r\n" + Integer.toHexString(envelope.length() - 10) + "\r\n"
                + envelope.substring(10) + "\r\n0\r\n\r\n";
        assertEquals("hi", stub(script(chunked).port()).sync().greet("x"));
        String untilEnd = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n" + envelope;
        assertEquals("hi", stub(script(untilEnd).port()).sync().greet("x"));
    }

    @Test
    void connectionsThatTheServerHasClosedAreNotUsed() throws Exception {
        ScriptedServer server = script(ScriptedServer.soap(RESULT));
        Stub<Bank> stub = stub(server.port());
        for (int i = 1; i <= 20; i++) {
            assertEquals("hi", stub.sync().greet("x"));
            int closed = i;
            Await.until("the server has closed", () -> server.closedByServer() == closed);
        }
        assertEquals(20, server.connections());
    }

    @Test
    void keptConnectionsAreUsedAgain() throws IOException {
        String answer = ScriptedServer.soap(RESULT);
        ScriptedServer server = script(answer, answer, answer);
        Stub<Bank> stub = stub(server.port());
        for (int i = 0; i < 3; i++) assertEquals("hi", stub.sync().greet("x"));
        assertEquals(1, server.connections());
    }

    @Test
    void noProxyIsAsked() throws Exception {
        ScriptedServer proxy = script(ScriptedServer.soap(RESULT));
        ScriptedServer server = script(ScriptedServer.soap(RESULT));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", Integer.toString(proxy.port()));
        System.setProperty("http.nonProxyHosts", "");
        System.setProperty("socksProxyHost", "127.0.0.1");
        System.setProperty("socksProxyPort", Integer.toString(proxy.port()));
        try {
            assertEquals("hi", stub(server.port()).sync().greet("x"));
        } finally {
            for (String key : new String[] {
                "http.proxyHost", "http.proxyPort", "http.nonProxyHosts", "socksProxyHost", "socksProxyPort"
            }) System.clearProperty(key);
        }
        assertEquals(0, proxy.connections());
    }

    @Test
    void deadlinesHoldWhileAnAnswerTrickles() throws IOException {
        ScriptedServer server = script("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n<", "");
        Stub<Bank> stub = stub(server.port()).withDeadline(Duration.ofMillis(200));
        Failures.failsWith(
                Code.DEADLINE_EXCEEDED, Outcome.UNKNOWN, () -> stub.sync().greet("x"));
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        ScriptedServer server = script("");
        Stub<Bank> stub = stub(server.port());
        AtomicReference<InvocationException> failure = new AtomicReference<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                stub.sync().greet("x");
            } catch (InvocationException e) {
                failure.set(e);
            }
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        Await.until("the request has arrived", () -> server.requests().size() == 1);
        caller.interrupt();
        assertTrue(interrupted.get());
        assertEquals(Code.CANCELLED, failure.get().code());
        assertEquals(Outcome.UNKNOWN, failure.get().outcome());
    }

    @Test
    void uncarriableTextIsRefusedOnBothSides() throws Exception {
        Rmix server = Rmix.create();
        open.push(server);
        Bank liar = new BankServant() {
            @Override
            public String greet(String name) {
                return "\u0000";
            }

            @Override
            public long withdraw(String account, long amount) throws Overdrawn {
                throw new Overdrawn("\ud800", 1);
            }
        };
        Bank bank = stub(server.export(Bank.class, liar, "soap://127.0.0.1:0/bank")
                        .endpoint()
                        .port())
                .sync();
        Failures.failsWith(Code.UNSUPPORTED, Outcome.NOT_INVOKED, () -> bank.greet("a\u0007"));
        Failures.failsWith(Code.UNSUPPORTED, Outcome.NOT_INVOKED, () -> bank.greet("\uffff"));
        Failures.failsWith(Code.UNSUPPORTED, Outcome.INVOKED, () -> bank.greet("a"));
        Failures.failsWith(Code.UNSUPPORTED, Outcome.INVOKED, () -> bank.withdraw("a", 1));
    }
}
