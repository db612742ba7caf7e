package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Security;
import io.rmix.Stub;
import io.rmix.testkit.Await;
import io.rmix.testkit.Failures;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with certificates on both sides. */
class TlsTest extends Fixture {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private SSLContext good;
    private SSLContext stranger;

    @BeforeEach
    void makeKeys() throws Exception {
        good = context(keys("good"), keys("good"));
        stranger = context(keys("stranger"), keys("good"));
    }

    /** A key and its self-signed certificate for the loopback address, made once for each name. */
    private KeyStore keys(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        if (!Files.exists(file)) {
            Process keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            name,
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-keystore",
                            file.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            new String(PASSWORD)))
                    .inheritIO()
                    .start();
            assertTrue(keytool.waitFor(50, TimeUnit.SECONDS));
            assertEquals(0, keytool.exitValue());
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static SSLContext context(KeyStore own, KeyStore trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Rmix rmix(SSLContext context) {
        return closing(Rmix.builder()
                .security(new Security(Optional.of(context), false))
                .build());
    }

    @Test
    void onlyThoseWithATrustedKeyCall() throws Exception {
        Endpoint endpoint = rmix(good)
                .export(Shop.class, new Shop.Keeper("safe"), ANYWHERE + "shop")
                .endpoint();
        Stub<Shop> stub = rmix(good).connect(Shop.class, endpoint);
        assertEquals("safe", stub.sync().name());
        stub.oneWay().wish("by lane");
        stub.lane().flush().get(20, TimeUnit.SECONDS);
        assertEquals(List.of("by lane"), stub.sync().notes());

        Failures.failsWith(
                Code.UNAVAILABLE,
                Outcome.NOT_INVOKED,
                () -> rmix(stranger).connect(Shop.class, endpoint).sync().name());
        Failures.failsWith(
                Code.UNAVAILABLE,
                Outcome.NOT_INVOKED,
                () -> rmix().connect(Shop.class, endpoint).sync().name());
        assertEquals("safe", stub.sync().name());
    }

    @Test
    void rubbishOnATlsPortIsLogged() throws Exception {
        Endpoint endpoint = rmix(good)
                .export(Shop.class, new Shop.Keeper("safe"), ANYWHERE + "shop")
                .endpoint();
        Log log = log();
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(new byte[] {'G', 'E', 'T', ' '});
            while (socket.getInputStream().read() >= 0) continue;
        }
        Await.until(
                "a line", () -> log.warnings("refused 127.0.0.1:", "not TLS").size() == 1);
        assertEquals("safe", rmix(good).connect(Shop.class, endpoint).sync().name());
    }
}
