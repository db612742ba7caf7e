package io.rmix.dvm.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.dvm.Order;
import io.rmix.dvm.protocol.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Short scenarios whose traces are kept in src/test/resources/stories and read as a story. {@code -Dstories.write=true} writes them anew. */
class StoryTest {
    private static final Path STORIES =
            Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "stories");
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;
    private static final int NOBODY = -1;

    @Test
    void oneMessageGoesRound() throws IOException {
        Story story = new Story("""
                        One message goes round a ring of three.
                        Two rounds make a broadcast reliable, the third reception ends it (Engelmann, Scott, Geist: High Availability through
                        Distributed Control, the ring algorithm); the payload crosses every link but one (LCR, TOCS 2010, section 4).
                        """, 3, 2000, 4096)
                .connected()
                .says("First round: a's successor b forwards, c does not, since a comes next and has it.")
                .broadcasts(A, Order.ATOMIC, "x")
                .acts(A)
                .takes(B)
                .says("At c everybody has it: c delivers, and the stable counter starts.")
                .takes(C)
                .takes(A)
                .says(
                        "b is the last to learn that it is stable, so b knows that everybody knows: done starts. Nobody waits for that.")
                .takes(B)
                .quiet()
                .says("It travels with what comes next, or after the next heartbeat.")
                .timePasses(1, NOBODY)
                .quiet();
        golden("one-message", story);
    }

    @Test
    void equalNumbers() throws IOException {
        Story story = new Story("""
                        Two members broadcast at once and choose the same number t.
                        Neither had seen the other's message; the greater priority goes first, and a's is greater than c's
                        (Lamport, CACM 1978: ties are broken by a total order of the processes).
                        """, 3, 2000, 4096)
                .connected()
                .broadcasts(A, Order.ATOMIC, "from a")
                .broadcasts(C, Order.ATOMIC, "from c")
                .acts(A)
                .acts(C)
                .says("c's own message came first at c, and c's goes by a and b first; still it waits.")
                .quiet();
        golden("equal-numbers", story);
    }

    @Test
    void reliableMessage() throws IOException {
        Story story = new Story("""
                        A reliable message is delivered on reception; its originator waits until everybody has it.
                        """, 3, 2000, 4096)
                .connected()
                .broadcasts(B, Order.RELIABLE, "y")
                .acts(B)
                .quiet();
        golden("reliable-message", story);
    }

    @Test
    void lostLastFrame() throws IOException {
        Story story = new Story("""
                        The last frame is lost, and nothing follows that would show the gap.
                        Heartbeats carry the log's end; the second one that finds the receiver where it was makes it pull.
                        """, 3, 2000, 4096)
                .connected()
                .broadcasts(A, Order.ATOMIC, "x")
                .acts(A)
                .loses(B)
                .says("First heartbeat: the frame may still be under way.")
                .timePasses(1, NOBODY)
                .quiet()
                .says("Second heartbeat.")
                .timePasses(1, NOBODY)
                .quiet();
        golden("lost-last-frame", story);
    }

    @Test
    void lostFrame() throws IOException {
        Story story = new Story("""
                        A frame is lost, and the next one shows the gap: the receiver pulls at once, and once.
                        """, 3, 2000, 4096)
                .connected()
                .broadcasts(A, Order.ATOMIC, "x")
                .acts(A)
                .loses(B)
                .broadcasts(A, Order.ATOMIC, "y")
                .acts(A)
                .broadcasts(A, Order.ATOMIC, "z")
                .acts(A)
                .takes(B)
                .takes(B)
                .says("a goes back.")
                .takes(A)
                .takes(B)
                .says("The rest is as ever.")
                .quiet();
        golden("lost-frame", story);
    }

    @Test
    void brokenLink() throws IOException {
        Story story = new Story("""
                        A connection breaks with a frame under way, and the link goes on where the receiver is.
                        """, 3, 2000, 4096)
                .connected()
                .broadcasts(A, Order.ATOMIC, "x")
                .acts(A)
                .loses(B)
                .happens(A, "loses its connection to b", new Event.LinkDown("reset"))
                .broadcasts(A, Order.ATOMIC, "y")
                .acts(A)
                .says(
                        "The new connection may be over another provider: positions belong to the link, not to the connection.")
                .happens(A, "has a new connection to b", new Event.LinkUp(2))
                .takes(B)
                .takes(A)
                .takes(B)
                .says("The rest is as ever.")
                .quiet();
        golden("broken-link", story);
    }

    @Test
    void deadMember() throws IOException {
        Story story = new Story("""
                        b dies with a's message in its hands. Its neighbours hear nothing and tell all; a, of highest priority, asks whether the others would promise,
                        prepares a ballot, which freezes them, and proposes a view of those that answered, and a cut. c lacks a's message and fetches it. Then the view is decided
                        (Lamport, The Part-Time Parliament, TOCS 1998).
                        """, 3, 2000, 4096)
                .connected()
                .broadcasts(A, Order.ATOMIC, "x")
                .acts(A)
                .says("b is dead: what is sent to it is not heard. Time passes.");
        story.timePasses(1, B).silenced(B).says("Nine more heartbeats like this one.");
        story.untold(() -> {
            for (int i = 0; i < 9; i++) {
                story.timePasses(1, B).silenced(B);
            }
        });
        story.says("The time-out has passed.").timePasses(1, B).silenced(B);
        story.says("The ring has closed again, and numbers begin at 1.")
                .untold(() -> {
                    story.happens(A, "", new Event.LinkUp(9))
                            .happens(C, "", new Event.LinkUp(9))
                            .silenced(B);
                })
                .broadcasts(A, Order.ATOMIC, "z")
                .acts(A)
                .silenced(B);
        golden("dead-member", story);
    }

    @Test
    void slowApplication() throws IOException {
        Story story = new Story("""
                        b's application consumes nothing. b's delivery queue fills, b takes no more frames, and the ring waits; heartbeats are
                        answered all the same: slow is not dead. Stable and done are held back together, since the frame that carries them is.
                        """, 3, 1056, 1024).connected();
        for (int i = 1; i <= 11; i++) {
            story.broadcasts(A, Order.RELIABLE, "message " + i);
        }
        story.acts(A)
                .consumesAllBut(B)
                .says(
                        "What a sent is stable, but b does not take the counter that says so, and done cannot start: a's window stays shut.")
                .broadcasts(A, Order.RELIABLE, "message 12")
                .says("A heartbeat is answered.")
                .timePasses(1, NOBODY)
                .quiet()
                .says("b's application has caught up: b pulls what it dropped.")
                .happens(B, "consumes all", new Event.Consumed(11))
                .consumesAllBut(NOBODY);
        golden("slow-application", story);
    }

    private static void golden(String name, Story story) throws IOException {
        Path file = STORIES.resolve(name + ".txt");
        if (Boolean.getBoolean("stories.write")) {
            Files.createDirectories(STORIES);
            Files.writeString(file, story.text());
        }
        assertEquals(Files.readString(file), story.text());
    }
}
