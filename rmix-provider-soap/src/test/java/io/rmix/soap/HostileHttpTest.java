package io.rmix.soap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.http.HostileHttpContract;
import io.rmix.http.RawHttp;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HostileHttpTest extends HostileHttpContract {
    HostileHttpTest() {
        super(new SoapDocuments());
    }

    @Test
    void requestsThatAreNotCallsGetAShortText() throws IOException {
        for (String request : new String[] {"GET /kit", "PUT /kit", "GET /nobody?wsdl", "GET /"}) {
            try (RawHttp http = new RawHttp(port)) {
                http.send(request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                String answer = http.readAll();
                assertTrue(answer.matches("(?s)HTTP/1.1 40[45] .*text/plain.*"), answer);
            }
        }
        logged(4);
    }
}
