package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException.Code;
import io.rmix.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Journal journal = new Journal("a", 7);

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            journal.add(MemberEvent.STATE, 1, "a", "FROZEN", "", List.of());
        }
    }

    private MemberEvents now(long incarnation, long after) throws Exception {
        return journal.watch(incarnation, after, Duration.ZERO).get(10, TimeUnit.SECONDS);
    }

    @Test
    void whoWaitsIsToldWhatComesAndNothingTwice() throws Exception {
        add(3);
        assertEquals(List.of(), now(0, MemberControl.NOW).events());
        assertEquals(3, now(0, MemberControl.NOW).revision());
        CompletableFuture<MemberEvents> next = journal.watch(7, 3, LONG);
        assertFalse(next.isDone());
        add(1);
        MemberEvents told = next.get(10, TimeUnit.SECONDS);
        assertEquals(
                List.of(4L), told.events().stream().map(MemberEvent::revision).toList());
        assertEquals(List.of(4L, 0L), List.of(told.revision(), told.missed()));
        assertEquals(List.of(), now(7, 4).events());
        assertEquals(
                List.of(),
                journal.watch(7, 4, Duration.ofMillis(1))
                        .get(10, TimeUnit.SECONDS)
                        .events());
    }

    @Test
    void whoIsTooSlowIsToldHowManyItMissed() throws Exception {
        add(Journal.REMEMBERED + 10);
        long after = 4;
        List<Long> seen = new ArrayList<>();
        long missed = 0;
        for (MemberEvents told; !(told = now(7, after)).events().isEmpty(); after = told.revision()) {
            missed += told.missed();
            told.events().forEach(each -> seen.add(each.revision()));
        }
        assertEquals(6, missed);
        assertEquals(11, seen.get(0));
        assertEquals(Journal.REMEMBERED, seen.size());
        assertEquals(Journal.REMEMBERED + 10, after);
    }

    @Test
    void largeViewsAreToldInPortions() throws Exception {
        List<String> names = Collections.nCopies(1000, "member");
        for (int i = 0; i < 20; i++) {
            journal.add(MemberEvent.VIEW, i, "", "", "", names);
        }
        int told = now(7, 0).events().size();
        assertTrue(told > 0 && told < 10, () -> told + " views at once");
    }

    @Test
    void whoKnowsAnotherIncarnationIsToldAll() throws Exception {
        add(2);
        assertEquals(2, now(6, 1).events().size());
        assertEquals(1, now(7, 1).events().size());
        assertEquals(0, now(7, 99).events().size());
        assertEquals(7, now(6, 1).incarnation());
    }

    @Test
    void endingAnswersThoseWhoWaitAndRefusesOthers() throws Exception {
        CompletableFuture<MemberEvents> waiting = journal.watch(7, 0, LONG);
        journal.close();
        assertEquals(List.of(), waiting.get(10, TimeUnit.SECONDS).events());
        assertEquals(Code.CLOSED, refused(() -> journal.watch(7, 0, LONG)));
    }

    @Test
    void whatIsAskedIsBounded() {
        assertEquals(Code.INVALID, refused(() -> journal.watch(7, 0, Duration.ofSeconds(61))));
        assertEquals(Code.INVALID, refused(() -> journal.watch(7, 0, Duration.ofSeconds(-1))));
        List<CompletableFuture<MemberEvents>> waiting = new ArrayList<>();
        for (int i = 0; i < Journal.WATCHERS; i++) {
            waiting.add(journal.watch(7, 0, LONG));
        }
        assertEquals(Code.BUSY, refused(() -> journal.watch(7, 0, LONG)));
        // One that is cancelled, as when its caller has gone away, makes room.
        assertTrue(waiting.get(0).cancel(false));
        assertFalse(journal.watch(7, 0, LONG).isDone());
        journal.close();
    }

    private static Code refused(Runnable call) {
        return assertThrows(RefusedException.class, call::run).code();
    }
}
