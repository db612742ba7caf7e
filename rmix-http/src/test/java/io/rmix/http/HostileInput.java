package io.rmix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Limits;
import io.rmix.Rmix;
import io.rmix.testkit.Await;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A server, what is sent to it, and how it must refuse: with an answer and one line in the log, and it goes on. */
@Timeout(120)
public abstract class HostileInput {
    protected static final String TEXT_XML = "text/xml; charset=utf-8";
    protected static final int LIMIT = 256 << 10;

    protected final Documents documents;
    protected final Log log = new Log();
    protected final KitServant servant = new KitServant();
    protected Rmix rmix;
    protected int port;

    protected HostileInput(Documents documents) {
        this.documents = documents;
    }

    @BeforeEach
    void serve() throws IOException {
        rmix = Rmix.builder().limits(Limits.defaults().withMessageBytes(LIMIT)).build();
        port = rmix.export(KitService.class, servant, documents.scheme() + "://127.0.0.1:0/kit")
                .endpoint()
                .port();
    }

    @AfterEach
    void theServerHasGoneOn() {
        KitService kit = rmix.connect(KitService.class, documents.scheme() + "://127.0.0.1:" + port + "/kit")
                .sync();
        assertEquals("fine", kit.echoString("fine"));
        rmix.close();
        log.close();
    }

    protected String post(String document) throws IOException {
        return post(TEXT_XML, document.getBytes(StandardCharsets.UTF_8));
    }

    protected String post(String contentType, byte[] document) throws IOException {
        return RawHttp.post(port, documents.path(), contentType, document);
    }

    protected void refused(String answer, String logged) {
        refused(answer);
        logged(logged);
    }

    protected void refused(String answer) {
        assertTrue(documents.refuses(answer), answer);
    }

    protected void logged(String text) {
        Await.until("the refusal is logged", () -> !log.warnings().isEmpty());
        logged(1);
        assertTrue(log.warnings().get(0).contains("127.0.0.1:"), log.warnings()::toString);
        assertTrue(log.warnings().get(0).contains(text), log.warnings()::toString);
    }

    protected void logged(int lines) {
        assertEquals(lines, log.warnings().size(), log.warnings()::toString);
    }

    /** With a few bytes changed, moved or cut off. */
    protected static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] = (byte) "<>&/\"= ;!?".charAt(random.nextInt(10));
                case 2 -> mutated = Arrays.copyOf(mutated, at + 1);
                default -> {
                    int from = random.nextInt(mutated.length);
                    int length = Math.min(random.nextInt(40), mutated.length - Math.max(from, at));
                    System.arraycopy(mutated, from, mutated, at, length);
                }
            }
        }
        return mutated;
    }
}
