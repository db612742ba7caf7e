package io.rmix.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.http.HostileHttpContract;
import io.rmix.http.RawHttp;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Requests that are no calls, and headers that are none, get a short answer. */
class HostileHttpTest extends HostileHttpContract {
    private static final byte[] CALL = XmlRpcDocuments.call("nothing", "").getBytes(StandardCharsets.US_ASCII);

    HostileHttpTest() {
        super(new XmlRpcDocuments());
    }

    @Test
    void otherPathsMethodsAndTypesAreRefused() throws IOException {
        assertTrue(RawHttp.post(port, "/kit", TEXT_XML, CALL).startsWith("HTTP/1.1 404 "));
        assertTrue(RawHttp.post(port, "/RPC2", "application/json", CALL).startsWith("HTTP/1.1 415 "));
        assertTrue(send("GET /RPC2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .matches("(?s)HTTP/1.1 405 .*\r\nAllow: POST\r\n.*"));
        logged(3);
    }

    @Test
    void contextsThatAreNoneAreRefused() throws IOException {
        for (String context : new String[] {"2", "1 ?", "1 CA==", "x", "1  "}) {
            String answer = send("POST /RPC2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/xml\r\n"
                    + "RMIX-Context: " + context + "\r\nContent-Length: " + CALL.length + "\r\n\r\n"
                    + new String(CALL, StandardCharsets.US_ASCII));
            boolean fine = context.isBlank() || context.strip().equals("1");
            assertEquals(fine, answer.contains("<boolean>1</boolean>"), context + ": " + answer);
            assertEquals(!fine, answer.contains("malformed RMIX-Context"), context + ": " + answer);
        }
        assertTrue(send("POST /RPC2 HTTP/1.1\r\nRMIX-Context: 1\r\nRMIX-Context: 1\r\nContent-Length: 0\r\n\r\n")
                .startsWith("HTTP/1.1 400 "));
    }

    @Test
    void theNameOfIntrospectionCannotBeExported() {
        assertThrows(
                IllegalArgumentException.class,
                () -> rmix.export(KitService.class, new KitServant(), "xmlrpc://127.0.0.1:0/system"));
    }

    private String send(String request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.send(request);
            return http.readAll();
        }
    }
}
