package io.rmix.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Limits;
import io.rmix.Rmix;
import io.rmix.http.Log;
import io.rmix.http.RawHttp;
import io.rmix.testkit.Await;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A server, what is sent to it, and how it must refuse: with an answer and one line in the log, and it goes on. */
@Timeout(120)
abstract class HostileInput {
    static final String TEXT_XML = "text/xml; charset=utf-8";
    static final int LIMIT = 256 << 10;

    final Log log = new Log();
    final KitServant servant = new KitServant();
    Rmix rmix;
    int port;

    @BeforeEach
    void serve() throws IOException {
        rmix = Rmix.builder().limits(Limits.defaults().withMessageBytes(LIMIT)).build();
        port = rmix.export(KitService.class, servant, "xmlrpc://127.0.0.1:0/kit")
                .endpoint()
                .port();
    }

    @AfterEach
    void theServerHasGoneOn() {
        KitService kit = rmix.connect(KitService.class, "xmlrpc://127.0.0.1:" + port + "/kit")
                .sync();
        assertEquals("fine", kit.echoString("fine"));
        rmix.close();
        log.close();
    }

    static String call(String method, String params) {
        return "<methodCall><methodName>kit." + method + "</methodName><params>" + params + "</params></methodCall>";
    }

    static String param(String value) {
        return "<param><value>" + value + "</value></param>";
    }

    static String echo(String content) {
        return call("echoString", param(content));
    }

    String post(String document) throws IOException {
        return RawHttp.post(port, "/RPC2", TEXT_XML, document.getBytes(StandardCharsets.UTF_8));
    }

    void refused(String answer, int code, String logged) {
        isFault(answer, code);
        logged(logged);
    }

    static void isFault(String answer, int code) {
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(
                answer.contains("<fault><value><struct>") && answer.contains("<value><i4>" + code + "</i4></value>"),
                answer);
    }

    void logged(String text) {
        Await.until("the refusal is logged", () -> !log.warnings().isEmpty());
        assertEquals(1, log.warnings().size(), log.warnings()::toString);
        assertTrue(log.warnings().get(0).contains("127.0.0.1:"), log.warnings()::toString);
        assertTrue(log.warnings().get(0).contains(text), log.warnings()::toString);
    }
}
