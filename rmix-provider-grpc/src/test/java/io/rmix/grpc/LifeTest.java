package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.Name;
import io.rmix.Rmix;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be exported where, and that nothing is left behind. */
class LifeTest extends Fixture {
    /** Has the name of a service that is at every address. */
    @Name("rmix.v1.Lane")
    public interface Impostor {
        void open();
    }

    @Test
    void namesThatAreTakenAreRefused() throws IOException {
        Rmix server = rmix();
        Endpoint endpoint = server.export(Shop.class, new Shop.Keeper("k"), ANYWHERE + "shop")
                .endpoint();
        assertThrows(
                IllegalArgumentException.class,
                () -> server.export(Shop.class, new Shop.Keeper("2"), endpoint.toString()));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> server.export(Impostor.class, () -> {}, ANYWHERE + "lane"));
        assertTrue(e.getMessage().contains("@Name"), e.getMessage());
        IOException taken = assertThrows(
                IOException.class, () -> rmix().export(Shop.class, new Shop.Keeper("3"), endpoint.toString()));
        assertTrue(taken.getMessage().contains(endpoint.address()), taken.getMessage());
        IllegalArgumentException port =
                assertThrows(IllegalArgumentException.class, () -> rmix().connect(Shop.class, "grpc://127.0.0.1/shop"));
        assertTrue(port.getMessage().contains("no port"), port.getMessage());
    }

    @Test
    void threadsEndWithTheLastUser() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Rmix server = Rmix.create();
                    Rmix client = Rmix.create()) {
                Endpoint endpoint = server.export(Shop.class, new Shop.Keeper("k"), ANYWHERE + "shop")
                        .endpoint();
                assertEquals("k", client.connect(Shop.class, endpoint).sync().name());
                assertFalse(threads().isEmpty());
            }
            assertEquals(List.of(), threads());
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("rmix-grpc"))
                .toList();
    }

    @Test
    void hostNamesWork() throws IOException {
        Endpoint endpoint = rmix().export(Shop.class, new Shop.Keeper("named"), "grpc://localhost:0/shop")
                .endpoint();
        assertEquals("localhost", endpoint.host());
        assertEquals("named", rmix().connect(Shop.class, endpoint).sync().name());
    }
}
