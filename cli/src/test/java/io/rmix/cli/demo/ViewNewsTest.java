package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.dvm.runtime.MemberStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewNewsTest {
    private final ViewNews news = new ViewNews();

    private static MemberStatus status(long view, String... members) {
        return new MemberStatus(
                "demo",
                "a",
                1,
                17,
                "java",
                "OPERATIONAL",
                "",
                view,
                "",
                "",
                List.of(members),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                0,
                0,
                "",
                "",
                List.of(),
                List.of(),
                0,
                1,
                Optional.empty());
    }

    @Test
    void whoGoesAndWhoComesIsToldOnce() {
        assertEquals("no view yet", news.line());
        assertEquals(List.of(), news.of(List.of(status(0, "a", "b"), status(1, "a", "b", "c"))));
        assertEquals("view 1: a -> b -> c", news.line());
        MemberStatus second = status(2, "a", "b");
        assertEquals(
                List.of("c left the ring, which is closed again (view 2: a b)"),
                news.of(List.of(second, second, status(1, "a", "b", "c"))));
        assertEquals(List.of(), news.of(List.of(second)));
        assertEquals(
                List.of("b left the ring, which is closed again (view 4: a f g)", "f and g joined (view 4: a f g)"),
                news.of(List.of(status(4, "a", "f", "g"))));
        assertEquals("view 4: a -> f -> g", news.line());
    }
}
