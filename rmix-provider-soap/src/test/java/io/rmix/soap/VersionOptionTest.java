package io.rmix.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Links;
import io.rmix.Links.Rule;
import io.rmix.Outcome;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import io.rmix.testkit.KitService.KitException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests in the version of SOAP that links say. */
@Timeout(60)
class VersionOptionTest {
    private final Rmix server = Rmix.create();
    private final Rmix client = Rmix.builder()
            .links(Links.none().with(Rule.target("*", "soap").withOption("soap", "version", "1.2")))
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private Stub<KitService> stub(String endpoint) {
        List<String> contracts = List.of(KitService.class.getCanonicalName());
        RemoteRef.Entry entry = new RemoteRef.Entry(Endpoint.parse(endpoint), contracts);
        return client.connect(KitService.class, new RemoteRef(UUID.randomUUID(), List.of(entry)));
    }

    @Test
    void aServerSeesTheVersion() throws Exception {
        try (ScriptedServer scripted = new ScriptedServer("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
            Stub<KitService> stub = stub("soap://127.0.0.1:" + scripted.port() + "/kit");
            Failures.failsWith(
                    Code.NO_SUCH_SERVICE, Outcome.NOT_INVOKED, () -> stub.sync().nothing());
            String request = scripted.requests().get(0);
            assertTrue(request.contains("Content-Type: application/soap+xml; charset=utf-8\r\n"), request);
            assertTrue(request.contains("\"http://www.w3.org/2003/05/soap-envelope\""), request);
            assertTrue(!request.toLowerCase(Locale.ROOT).contains("soapaction"), request);
        }
    }

    @Test
    void everyKindOfCallGoes() throws Exception {
        KitServant servant = new KitServant();
        String there = server.export(KitService.class, servant, "soap://127.0.0.1:0/kit")
                .endpoint()
                .toString();
        Stub<KitService> stub = stub(there);
        assertEquals("Ada", stub.sync().echoString("Ada"));
        assertThrows(KitException.class, () -> stub.sync().refuse("no", 7));
        assertEquals(
                Optional.of("v"),
                stub.withEntry("k", "v")
                        .withDeadline(Duration.ofSeconds(20))
                        .sync()
                        .entry("k"));
        Failures.failsWith(
                Code.SERVANT_FAILED, Outcome.INVOKED, () -> stub.sync().crash("secret"));
        stub.oneWay().right(1);
        stub.lane().flush().get(20, TimeUnit.SECONDS);
        assertEquals(List.of(1L), servant.numbers());
    }
}
