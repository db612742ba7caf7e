package io.rmix.soap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Security;
import io.rmix.Stub;
import io.rmix.http.Log;
import io.rmix.soap.bank.Bank;
import io.rmix.soap.bank.BankServant;
import io.rmix.testkit.Await;
import io.rmix.testkit.Failures;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With certificates on both sides. */
@Timeout(60)
class TlsTest {
    private static SSLContext context;
    private final Rmix secure =
            Rmix.builder().security(new Security(Optional.of(context), false)).build();
    private final Rmix plain = Rmix.create();

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost",
                        "-alias",
                        "rmix",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("rmix", store.getCertificate("rmix"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @AfterEach
    void close() {
        secure.close();
        plain.close();
    }

    private Endpoint export() throws Exception {
        return secure.export(Bank.class, new BankServant(), "soap://127.0.0.1:0/bank")
                .endpoint();
    }

    @Test
    void callsAndLanes() throws Exception {
        Stub<Bank> stub = secure.connect(Bank.class, export());
        assertEquals("hello x", stub.sync().greet("x"));
        byte[] large = new byte[1 << 20];
        assertArrayEquals(large, stub.sync().flip(large));
        assertEquals("hello y", stub.async(b -> b.greet("y")).get(30, TimeUnit.SECONDS));
        for (int i = 0; i < 100; i++) stub.oneWay().note("n" + i);
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals("hello z", stub.withDeadline(Duration.ofSeconds(30)).sync().greet("z"));
        CompletableFuture<String> cancelled = stub.async(b -> b.greet("w"));
        cancelled.cancel(true);
        assertEquals("hello v", stub.sync().greet("v"));
    }

    @Test
    void otherClientsNeedACertificate() throws Exception {
        URI wsdl = URI.create("https://127.0.0.1:" + export().port() + "/bank?wsdl");
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        String description = client.send(HttpRequest.newBuilder(wsdl).build(), BodyHandlers.ofString())
                .body();
        assertTrue(description.contains("location=\"https://127.0.0.1:"), description);
    }

    @Test
    void plainPeersAreRefused() throws Exception {
        try (Log log = new Log()) {
            Stub<Bank> stub = plain.connect(Bank.class, export());
            Failures.failsWith(Code.INVALID, Outcome.UNKNOWN, () -> stub.sync().greet("x"));
            Await.until("the refusal is logged", () -> log.warnings().size() == 1);
            assertTrue(log.warnings().get(0).contains("connection lost"), List.copyOf(log.warnings())::toString);
        }
        Endpoint other = plain.export(Bank.class, new BankServant(), "soap://127.0.0.1:0/bank")
                .endpoint();
        Failures.failsWith(
                Code.UNAVAILABLE,
                Outcome.NOT_INVOKED,
                () -> secure.connect(Bank.class, other).sync().greet("x"));
    }
}
