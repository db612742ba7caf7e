package io.rmix.dvm.runtime;

import io.rmix.InvocationException;
import io.rmix.LaneListener;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.dvm.Identity;
import io.rmix.dvm.protocol.link.Control;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Control messages to other members: asynchronous calls with a deadline; word of what is stable, which there is much of, in one-way calls. Their loss is expected, so a failure is noted and
 * nothing else.
 *
 * <p><b>Threads.</b> The protocol loop.
 */
final class ControlLinks {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLinks.class);
    /** Calls to one member that may be under way; what comes beyond is left out, as if it were lost. */
    private static final int MOST = 64;
    /** One-way calls to one member that may not be acknowledged. */
    private static final int MOST_WORDS = 1024;
    /** Nobody waits for what becomes of a word. */
    private static final LaneListener UNHEARD = new LaneListener() {
        @Override
        public boolean awaits(long sequence) {
            return false;
        }

        @Override
        public void failed(LaneFailure failure) {
            LOG.debug("a word was not taken: {}", failure.cause().toString());
        }
    };

    private final Rmix rmix;
    private final AddressBook book;
    /** Members of a DVM that were found, to be asked in turn. */
    private final List<String> contacts = new ArrayList<>();

    private final Duration deadline;
    private final Executor closing;
    private final Map<String, Target> targets = new HashMap<>();
    private final OnceLog unreachable = new OnceLog(LOG);
    private long version = -1;
    private int asked;

    private record Target(
            RemoteRef ref,
            Stub<ControlService> stub,
            Stub<ControlService> bounded,
            AtomicInteger underWay,
            Stub<ControlService> lane,
            ControlService words) {}

    /**
     * Links to whoever is in the book.
     *
     * @param deadline of each call
     * @param closing runs what waits for calls under way
     */
    ControlLinks(Rmix rmix, AddressBook book, Duration deadline, Executor closing) {
        this.rmix = rmix;
        this.book = book;
        this.deadline = deadline;
        this.closing = closing;
    }

    /** One more that {@link #ask} asks. */
    void contact(String member) {
        if (!contacts.contains(member)) {
            contacts.add(member);
        }
    }

    /** One that is not to be asked any more. */
    void lost(String member) {
        contacts.remove(member);
    }

    /** Sends to the member that the identity names. */
    void send(Identity identity, Control control) {
        send(identity.target(), identity, control);
    }

    /** Sends to one of the contacts, another one each time. */
    void ask(Identity identity, Control control) {
        if (!contacts.isEmpty()) {
            asked = (asked + 1) % contacts.size();
            send(contacts.get(asked), identity, control);
        }
    }

    private void send(String member, Identity identity, Control control) {
        Target target = target(member);
        if (target == null) {
            LOG.debug("{} to {} left out: it cannot be reached", control, member);
            return;
        }
        if (control.type() == Control.Type.KNOWN) {
            word(target, identity, control);
            return;
        }
        if (target.underWay().get() >= MOST) {
            LOG.debug("{} to {} left out: {} calls are under way", control, target.stub(), MOST);
            return;
        }
        target.underWay().incrementAndGet();
        try {
            target.bounded()
                    .async(service -> service.tell(Messages.write(Messages.write(identity), control)))
                    .whenComplete((taken, failure) -> {
                        target.underWay().decrementAndGet();
                        if (failure != null) {
                            LOG.debug("{} was not taken: {}", control, failure.toString());
                        }
                    });
        } catch (RuntimeException e) {
            target.underWay().decrementAndGet();
            LOG.debug("{} was not sent: {}", control, e.toString());
        }
    }

    private static void word(Target target, Identity identity, Control control) {
        Stub.Lane lane = target.lane().lane();
        if (lane.submitted() - lane.settled() >= MOST_WORDS) {
            LOG.debug("{} to {} left out: {} are under way", control, target.stub(), MOST_WORDS);
            return;
        }
        try {
            target.words().tell(Messages.write(Messages.write(identity), control));
        } catch (InvocationException e) {
            LOG.debug("{} was not sent: {}", control, e.toString());
        }
    }

    private @Nullable Target target(String member) {
        if (version != book.version()) {
            version = book.version();
            List.copyOf(targets.keySet()).forEach(this::look);
        }
        Target known = targets.get(member);
        return known == null ? connect(member) : known;
    }

    /** Gives up a link whose other end is reached elsewhere now, or nowhere. */
    private void look(String member) {
        Target target = targets.get(member);
        if (target != null && !find(member).equals(Optional.of(target.ref()))) {
            targets.remove(member);
            closing.execute(() -> {
                target.lane().close();
                target.stub().close();
            });
        }
    }

    private Optional<RemoteRef> find(String member) {
        return book.find(member, Ports.CONTROL, ControlService.class);
    }

    private @Nullable Target connect(String member) {
        RemoteRef ref = find(member).orElse(null);
        if (ref == null) {
            return null;
        }
        try {
            Stub<ControlService> stub = rmix.connect(ControlService.class, ref, member);
            Stub<ControlService> lane = stub.withLaneListener(UNHEARD);
            Target target =
                    new Target(ref, stub, stub.withDeadline(deadline), new AtomicInteger(), lane, lane.oneWay());
            targets.put(member, target);
            return target;
        } catch (IllegalArgumentException | IllegalStateException e) {
            unreachable.warn(member + " cannot be told anything: " + e.getMessage());
            return null;
        }
    }
}
