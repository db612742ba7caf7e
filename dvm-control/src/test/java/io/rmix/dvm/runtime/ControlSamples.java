package io.rmix.dvm.runtime;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Cut;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.Member;
import io.rmix.dvm.Role;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;
import io.rmix.dvm.protocol.transfer.Label;
import io.rmix.dvm.protocol.transfer.TransferControl;
import io.rmix.dvm.protocol.view.Holders;
import io.rmix.dvm.protocol.view.JoinControl;
import io.rmix.dvm.protocol.view.Joiner;
import io.rmix.dvm.protocol.view.Proposal;
import io.rmix.dvm.protocol.view.ViewControl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One control message of each kind that decides on a view, gets a process in, or brings it the state; every field is set in one. */
final class ControlSamples {
    private static final SharedConfiguration SHARED = SharedConfiguration.defaults("payroll");
    private static final Member ALICE = new Member("alice", 1_763_900_000_001L, 3);
    private static final Member BOB = new Member("bob", 1_763_900_000_002L, -1);
    private static final Member CAROL = new Member("carol", 1_763_900_000_003L, 0);
    private static final Member DAVE = new Member("dave", 1_763_900_000_004L, 7);

    private static final View VIEW = new View(
            7,
            new Ballot(2, "carol", 1_763_900_000_003L),
            new Lineage(0x0011223344556677L, 0x8899aabbccddeeffL),
            List.of(at(ALICE, "a"), at(BOB, "b"), at(CAROL, "c")),
            1);

    private static final Ballot BALLOT = new Ballot(3, "alice", 1_763_900_000_001L);
    private static final Ballot LOWER = new Ballot(1, "bob", 1_763_900_000_002L);
    private static final Joiner JOINER =
            new Joiner(DAVE, List.of("grpc://10.0.0.4:7000", "soap://[::1]:7001/dvm?path=m\u00fcll"), 1);
    private static final Proposal PROPOSAL = new Proposal(
            VIEW.ballot(),
            new View(
                    8,
                    LOWER,
                    VIEW.lineage(),
                    List.of(at(ALICE, "a"), at(BOB, "b"), new ViewMember(DAVE, Role.LEARNER, JOINER.endpoints())),
                    1),
            new Cut(List.of(5_000_000_000L, 0L, 300L)));
    private static final Holders HOLDERS = new Holders(List.of(List.of(0, 1), List.of(), List.of(1)));

    /** What a member of the view writes on all that it says to another. */
    static final Identity INSIDE = Identity.of(SHARED, VIEW, ALICE, BOB);

    /** What a process writes that is in no view and knows its contact by address only. */
    private static final Identity CONTACT = Identity.outside(SHARED, DAVE, "", 0);

    private ControlSamples() {}

    /** Name of its vector, what it says, and who says it. */
    record Sample(String name, String what, Identity identity, Control message) {}

    static List<Sample> views() {
        return List.of(
                inside("poll", "Would you promise attempt 3 of alice?", new ViewControl.Poll(BALLOT)),
                inside(
                        "poll-answer",
                        "Attempt 1 of bob was promised; members 2 and 0 are not heard.",
                        new ViewControl.PollAnswer(BALLOT, LOWER, List.of(2, 0))),
                inside(
                        "poll-answer-none",
                        "Nothing was promised, and all are heard.",
                        new ViewControl.PollAnswer(BALLOT, Ballot.NONE, List.of())),
                inside("prepare", "Promise attempt 3 of alice.", new ViewControl.Prepare(BALLOT)),
                inside(
                        "promise",
                        "Promised; a proposal was accepted in attempt 1 of bob, and member 2 is not heard.",
                        new ViewControl.Promise(
                                BALLOT, new Cut(List.of(5_000_000_001L, 0L, 300L)), LOWER, PROPOSAL, List.of(2))),
                inside(
                        "promise-none",
                        "Promised; nothing was accepted before.",
                        new ViewControl.Promise(BALLOT, new Cut(List.of(4L, 0L, 300L)), Ballot.NONE, null, List.of())),
                inside(
                        "refusal",
                        "Not attempt 1 of bob: attempt 3 of alice was promised.",
                        new ViewControl.Refusal(LOWER, BALLOT)),
                inside(
                        "accept",
                        "Accept a view without carol, and dave a learner. Members 0 and 1 have all of member 0, member 1 all of member 2.",
                        new ViewControl.Accept(BALLOT, PROPOSAL, HOLDERS)),
                inside("accepted", "Accepted.", new ViewControl.Accepted(BALLOT)),
                inside("decision", "Decided.", new ViewControl.Decision(PROPOSAL, HOLDERS)),
                inside("fetch", "Messages 298 to 300 of member 2, please.", new ViewControl.Fetch(2, 297, 300)),
                inside("fetched", "One message.", new ViewControl.Fetched(entries())),
                inside("installed", "View 7 is installed here.", new ViewControl.Installed()),
                inside("all-installed", "View 7 is installed everywhere.", new ViewControl.AllInstalled()),
                inside("behind", "View 7 is the last known here.", new ViewControl.Behind()),
                outside(
                        ALICE,
                        BOB,
                        "gone",
                        "View 6 is over.",
                        new ViewControl.Gone(6, "view 6 is over \u2014 join again")),
                inside("leave", "Alice wants to leave.", new ViewControl.Leave()),
                inside("synced", "Alice holds the state.", new ViewControl.Synced()));
    }

    static List<Sample> joins() {
        return List.of(
                contact(
                        "join",
                        "Dave asks, and has reached carol and alice.",
                        new JoinControl.Join(JOINER, List.of(CAROL, ALICE))),
                contact("join-first", "Dave asks for the first time.", new JoinControl.Join(JOINER, List.of())),
                outside(
                        ALICE,
                        DAVE,
                        "place",
                        "Between carol and alice.",
                        new JoinControl.Place(
                                VIEW.members().get(2), VIEW.members().get(0))),
                outside(DAVE, CAROL, "ping", "Dave pings.", new JoinControl.Ping(JOINER)),
                outside(CAROL, DAVE, "pong", "Answered.", new JoinControl.Pong()));
    }

    static List<Sample> transfers() {
        return List.of(
                inside("snapshot-request", "For the second time.", new TransferControl.SnapshotRequest(2)),
                inside(
                        "snapshot",
                        "All of views 1 to 6, and 41 atomic deliveries of view 7.",
                        new TransferControl.Snapshot(2, new Label(7, 41), 5_000_000_000L)),
                inside("chunk-request", "What is at 262,144?", new TransferControl.ChunkRequest(2, 262_144)),
                inside("chunk", "Three bytes.", new TransferControl.Chunk(2, 262_144, ByteBuffer.wrap(new byte[] {
                    1, 2, 3
                }))));
    }

    /** All of the above. */
    static List<Sample> all() {
        return Stream.of(views(), joins(), transfers()).flatMap(List::stream).toList();
    }

    static List<Control> links() {
        return List.of(
                new Control.Heartbeat(1_000_000),
                new Control.PositionQuery(),
                new Control.Position(4096, true),
                new Control.Pull(4096),
                new Control.Known(List.of(7L, 0L, 5L), List.of(6L, 0L, 5L)),
                new Control.Suspicion(2, "silent for 3000 ms"));
    }

    private static Sample inside(String name, String what, Control message) {
        return new Sample(name, what, INSIDE, message);
    }

    private static Sample contact(String name, String what, Control message) {
        return new Sample(name, what, CONTACT, message);
    }

    private static Sample outside(Member from, Member to, String name, String what, Control message) {
        return new Sample(name, what, Identity.outside(SHARED, from, to.name(), to.incarnation()), message);
    }

    private static ViewMember at(Member member, String host) {
        return new ViewMember(member, Role.VOTER, List.of("grpc://" + host + ":7000"));
    }

    private static ByteBuffer entries() {
        byte[] payload = "pay alice".getBytes(StandardCharsets.US_ASCII);
        LinkLog log = new LinkLog(1024, 128);
        log.append(Entry.ATOMIC, 2, 298, 0x10203, 1_763_900_000_123L, payload, 0, payload.length);
        return ByteBuffer.wrap(Arrays.copyOf(log.bytes(), (int) log.end()));
    }
}
