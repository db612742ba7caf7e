package io.rmix.cli.members;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.dvm.runtime.MemberControl;
import io.rmix.dvm.runtime.MemberEntry;
import io.rmix.dvm.runtime.MemberEvent;
import io.rmix.dvm.runtime.MemberEvents;
import io.rmix.dvm.runtime.Membership;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows the events of one member at a time, and goes on at another one of its view when that one answers no more: then what the new one remembers is told, as far as it was not told
 * before.
 */
final class Watcher implements AutoCloseable {
    /** How long a member waits before it says that nothing has happened, and so how late one that hangs is noticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long PAUSE_MILLIS = 500;

    private final Rmix rmix;
    private final EventText out;
    private final Duration deadline;
    private final Set<String> suspicionsTold = new HashSet<>();
    private List<Endpoint> others = List.of();
    private Stub<MemberControl> stub;
    private String name = "";
    private long incarnation;
    private long after;
    /** Up to here the member tells what happened before it was watched. */
    private long old;

    private long view;
    private String lineage = "";

    /** @param stub of the member that is watched first; closed here */
    Watcher(Rmix rmix, Stub<MemberControl> stub, EventText out, Duration deadline) {
        this.rmix = rmix;
        this.stub = stub;
        this.out = out;
        this.deadline = deadline;
    }

    /** Tells what happens, until nobody reads it. Throws if the first member does not answer. */
    void run() throws IOException, InterruptedException {
        begin(stub, "at " + stub.endpoint().address());
        // From now on, none of what was before: the first line says how it is.
        after = old;
        while (!out.isBroken()) {
            try {
                step();
            } catch (InvocationException e) {
                goOn(String.valueOf(e.getMessage()));
            }
        }
    }

    private void begin(Stub<MemberControl> at, String how) throws IOException {
        MemberControl member = at.withDeadline(deadline).sync();
        MemberEvents now = member.watch(0, MemberControl.NOW, Duration.ZERO);
        Membership seen = member.members();
        if (at != stub) {
            stub.close();
            stub = at;
        }
        name = now.name();
        incarnation = now.incarnation();
        after = 0;
        old = now.revision();
        if (!seen.lineage().equals(lineage)) {
            // Numbers of views begin anew.
            view = 0;
            suspicionsTold.clear();
        }
        know(seen);
        out.own(EventText.WATCHING, name, seen.view(), seen.lineage(), how, names(seen));
        if (view == 0) {
            lineage = seen.lineage();
            view = seen.view();
        }
    }

    private static List<String> names(Membership seen) {
        return seen.inView().stream().map(MemberEntry::name).toList();
    }

    private void know(Membership seen) {
        List<Endpoint> known = new ArrayList<>();
        for (MemberEntry each : Peers.others(seen, seen.asked()))
            Peers.of(each, stub.endpoint()).ifPresent(known::add);
        if (!known.isEmpty()) others = known;
    }

    private void step() throws IOException {
        Duration longest = PATIENCE.plus(deadline);
        MemberEvents told = stub.withDeadline(longest).sync().watch(incarnation, after, PATIENCE);
        if (told.incarnation() != incarnation) {
            begin(stub, "again, after a restart");
            return;
        }
        if (told.missed() > 0 && after >= old)
            out.own(EventText.MISSED, name, view, Long.toString(told.missed()), "", List.of());
        after = told.revision();
        boolean another = false;
        for (MemberEvent each : told.events()) {
            if (each.revision() <= old && wasTold(each)) continue;
            out.print(name, each);
            another |= note(each);
        }
        if (another) know(stub.withDeadline(deadline).sync().members());
    }

    /** Whether it happened before and was told by the member that was watched then, or is of no interest any more. */
    private boolean wasTold(MemberEvent event) {
        return switch (event.kind()) {
            case MemberEvent.SUSPECTED, MemberEvent.CLEARED ->
                event.view() < view || (event.view() == view && suspicionsTold.contains(key(event)));
            default -> event.view() <= view;
        };
    }

    private static String key(MemberEvent event) {
        return event.kind() + " " + event.member();
    }

    /** Returns whether another view has begun. */
    private boolean note(MemberEvent event) {
        switch (event.kind()) {
            case MemberEvent.VIEW -> {
                view = event.view();
                lineage = event.value();
                suspicionsTold.clear();
                return true;
            }
            case MemberEvent.SUSPECTED, MemberEvent.CLEARED -> suspicionsTold.add(key(event));
            default -> {}
        }
        return false;
    }

    /** Asks those that are known in turn until one answers. */
    private void goOn(String why) throws IOException, InterruptedException {
        String silent = name;
        List<Endpoint> candidates = new ArrayList<>(others);
        candidates.add(stub.endpoint().withService(""));
        boolean told = false;
        while (!out.isBroken()) {
            for (Endpoint each : candidates) {
                Stub<MemberControl> other = rmix.connect(MemberControl.class, each.withService(MemberControl.SERVICE));
                try {
                    begin(other, "at " + each.address() + ", since " + silent + " does not answer: " + why);
                    return;
                } catch (InvocationException e) {
                    other.close();
                }
            }
            if (!told)
                out.own(
                        EventText.SILENCE,
                        silent,
                        view,
                        "",
                        "nobody answers at " + candidates + ": asking again and again",
                        List.of());
            told = true;
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        stub.close();
    }
}
