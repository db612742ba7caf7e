package io.rmix.interceptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Security;
import io.rmix.interceptors.Authorization.Rule;
import io.rmix.testkit.Failures;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, and who is refused. */
class AuthorizationTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private static void denied(org.junit.jupiter.api.function.Executable call) {
        InvocationException e = Failures.failsWith(Code.DENIED, Outcome.NOT_INVOKED, call);
        assertTrue(e.getMessage().contains("may not call test.v1.Desk"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc://127.0.0.1:0", "rmi://127.0.0.1:0", "soap://127.0.0.1:0"})
    void entriesOpenWhatTheirRulesName(String address) throws Exception {
        Authorization rules = new Authorization(
                List.of(Rule.anybody("test.v1.*", "add"), Rule.entry("role", "clerk*", "test.v1.Desk", "refu*")));
        try (Pair pair = Pair.at(
                address,
                new Desk.Servant(() -> {}),
                List.of(Security.loopbackOnly(), Security.loopbackOnly()),
                rules,
                Optional.empty())) {
            assertEquals(2, pair.sync().add(1));
            denied(() -> pair.sync().refuse());
            denied(() -> pair.sync().fail());
            Desk clerk = pair.stub().withEntry("role", "clerk-7").sync();
            assertThrows(Desk.ClosedException.class, clerk::refuse);
            denied(clerk::fail);
            denied(() -> pair.stub().withEntry("role", "guest").sync().refuse());
        }
    }

    @Test
    void withoutRulesNobodyMayCall() throws Exception {
        Authorization nobody = new Authorization(List.of());
        try (Pair pair = Pair.at(
                "local://nobody",
                new Desk.Servant(() -> {}),
                List.of(Security.loopbackOnly(), Security.loopbackOnly()),
                nobody,
                Optional.empty())) {
            denied(() -> pair.sync().add(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc://127.0.0.1:0", "soap://127.0.0.1:0"})
    void certificatesNamePrincipalsInCallsAndLanes(String address) throws Exception {
        Security server = security("server");
        Security office = security("office");
        Authorization rules = new Authorization(List.of(Rule.principal("CN=office", "*", "*")));
        List<String> entered = new java.util.concurrent.CopyOnWriteArrayList<>();
        Desk.Servant servant = new Desk.Servant(() -> entered.add("entered"));
        try (Pair pair = Pair.at(address, servant, List.of(server, office), rules, Optional.empty())) {
            assertEquals(2, pair.sync().add(1));
            pair.stub().oneWay().note("x");
            pair.stub().lane().flush().get(30, TimeUnit.SECONDS);
            assertEquals(2, entered.size());
        }
        try (Pair pair = Pair.at(address, servant, List.of(server, server), rules, Optional.empty())) {
            denied(() -> pair.sync().add(1));
        }
    }

    @Test
    void patternsMeanWhatTheySay() {
        assertTrue(new Glob("CN=a*,O=*").matches("CN=abc,O="));
        assertTrue(new Glob("*").matches(""));
        assertFalse(new Glob("a.c").matches("abc"));
        assertFalse(new Glob("a*").matches("ba"));
        assertThrows(IllegalArgumentException.class, () -> Rule.anybody("", "*"));
    }

    /** A key of its own, and trust in all others. */
    private Security security(String name) throws Exception {
        for (String each : List.of("server", "office")) make(each);
        KeyStore own = load(folder.resolve(name + ".p12"));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String each : List.of("server", "office"))
            trusted.setCertificateEntry(
                    each, load(folder.resolve(each + ".p12")).getCertificate(each));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return new Security(Optional.of(context), false);
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private void make(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        if (Files.exists(file)) return;
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments = " -genkeypair -keyalg EC -ext san=ip:127.0.0.1 -storetype PKCS12 -alias " + name
                + " -dname CN=" + name + " -keystore " + file + " -storepass " + new String(PASSWORD);
        Process process =
                new ProcessBuilder((keytool + arguments).split(" ")).inheritIO().start();
        assertTrue(process.waitFor(50, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }
}
