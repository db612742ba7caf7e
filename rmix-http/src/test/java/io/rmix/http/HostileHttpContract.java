package io.rmix.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.http.peer.Control;
import io.rmix.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no acceptable request are refused, whatever is in them: extended by a test of each protocol over HTTP. */
public abstract class HostileHttpContract extends HostileInput {
    protected HostileHttpContract(Documents documents) {
        super(documents);
    }

    @Test
    void bodiesOverTheLimitAreRefusedByTheirLength() throws IOException {
        String answer = post(TEXT_XML, new byte[2 << 20]);
        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        logged("the limit is " + LIMIT);
    }

    @Test
    void chunkedBodiesAreReadAndBounded() throws IOException {
        String start =
                "POST " + documents.path() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/xml\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n";
        String document = documents.echo("chunks");
        int half = document.length() / 2;
        try (RawHttp http = new RawHttp(port)) {
            http.send(start + Integer.toHexString(half) + ";ext=1\r\n" + document.substring(0, half) + "\r\n"
                    + Integer.toHexString(document.length() - half) + "\r\n" + document.substring(half)
                    + "\r\n0\r\nTrailer: t\r\n\r\n");
            String answer = http.readAll();
            assertTrue(documents.echoes(answer, "chunks"), answer);
        }
        try (RawHttp http = new RawHttp(port)) {
            http.send(start);
            for (int i = 0; i < LIMIT / 65_536 + 1; i++) http.send("10000\r\n" + " ".repeat(65_536) + "\r\n");
            http.finish();
            assertTrue(http.readAll().startsWith("HTTP/1.1 413 "));
        }
        logged("a body of more than " + LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Content-Length: -5",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: gzip, chunked",
                "Content-Encoding: gzip\r\nContent-Length: 5",
                "Content-Length : 5",
                " folded: 1",
                "no colon",
                "Content-Length: 5\r\nX: \u0001"
            })
    void ambiguousAndEncodedRequestsAreRefused(String headers) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.send("POST " + documents.path() + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\n" + headers
                    + "\r\n\r\nabcde");
            http.finish();
            String answer = http.readAll();
            assertTrue(answer.matches("(?s)HTTP/1.1 (400|415|413|501) .*Connection: close.*"), answer);
        }
        logged("refused");
    }

    @Test
    void endlessHeadsAreRefused() throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.send("POST " + documents.path() + " HTTP/1.1\r\nX: " + "x".repeat(100_000));
            http.finish();
            assertTrue(http.readAll().startsWith("HTTP/1.1 431 "));
        }
        logged("a head of more than");
    }

    @Test
    void randomBytesAreRefused() throws IOException {
        int rounds = 300;
        for (int seed = 0; seed < rounds; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[1 + random.nextInt(4000)];
            random.nextBytes(noise);
            try (RawHttp http = new RawHttp(port)) {
                http.send(noise);
                http.finish();
                String answer = http.readAll();
                assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), "seed " + seed + ": " + answer);
            }
        }
        Await.until("every refusal is logged", () -> log.warnings().size() == rounds);
    }

    @Test
    void aHandshakeOfTlsIsRefusedAtOnce() throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.send(new byte[] {0x16, 3, 1, 0, 5, 1});
            assertTrue(http.readAll().startsWith("HTTP/1.1 400 "));
        }
        logged("byte 0x16");
    }

    @Test
    void malformedControlRequestsAreRefused() throws IOException {
        byte[] noise = "no frame".getBytes(StandardCharsets.US_ASCII);
        assertTrue(RawHttp.post(port, Control.LANE, Control.PROTOBUF, noise).startsWith("HTTP/1.1 400 "));
        assertTrue(RawHttp.post(port, Control.LANE, "text/plain", noise).startsWith("HTTP/1.1 415 "));
        assertTrue(RawHttp.post(port, Control.CANCEL, Control.PROTOBUF, new byte[1000])
                .startsWith("HTTP/1.1 413 "));
        assertTrue(RawHttp.post(port, Control.CANCEL, Control.PROTOBUF, noise).startsWith("HTTP/1.1 204 "));
        logged(3);
    }
}
