package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.proto.v1.Hello;
import io.rmix.dvm.proto.v1.HelloAnswer;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says hello to all contacts, again and again, until this node is in a view: round after round, by timer. Names are looked up anew in each round, on threads of their own, so one
 * that is not found, or somebody who does not answer, holds up nobody.
 *
 * <p><b>Threads.</b> Any; what is told is told without the lock.
 */
final class Greeter {
    private static final Logger LOG = LoggerFactory.getLogger(Greeter.class);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;
    /** While a DVM is being founded. */
    private static final long SHORT_PAUSE_MILLIS = 100;
    /** Contacts asked in one round; the founder is in each. */
    private static final int A_ROUND = 8;

    private final Rmix rmix;
    private final NodeThreads threads;
    private final List<Contact> contacts;
    private final Hello hello;
    private final Hearing hearing;
    private int next;
    private boolean allTried;
    private volatile boolean over;

    Greeter(
            Member self,
            Rmix rmix,
            NodeThreads threads,
            List<Contact> contacts,
            Hello hello,
            Hearing.Listener listener) {
        this.rmix = rmix;
        this.threads = threads;
        this.contacts = List.copyOf(contacts);
        this.hello = hello;
        this.hearing = new Hearing(self, this.contacts, listener);
    }

    /** What this node says. */
    static Hello hello(SharedConfiguration shared, Agreement agreement, Member self) {
        return Hello.newBuilder()
                .setProtocolVersion(SharedConfiguration.PROTOCOL_VERSION)
                .setDvm(Messages.text(shared.dvm()))
                .setFingerprint(shared.fingerprint())
                .setMember(Messages.incarnation(self.name(), self.incarnation()))
                .setPriority(self.priority())
                .setAgreed(agreement.written())
                .build();
    }

    /** What was heard, of the founder first, for the operator. */
    synchronized String report() {
        List<Contact> worth = contacts.stream()
                .filter(each ->
                        each.founds() || each.refuses() || contacts.stream().noneMatch(Contact::founds))
                .toList();
        return worth.stream().map(Contact::report).collect(Collectors.joining("; "));
    }

    /** Whether a member of a DVM has answered. */
    boolean knowsDvm() {
        return hearing.knowsDvm();
    }

    void start() {
        round(FIRST_PAUSE_MILLIS);
    }

    /** Asks no more. */
    void stop() {
        if (over) {
            return;
        }
        over = true;
        List<Door> all;
        synchronized (this) {
            all = contacts.stream().flatMap(each -> each.doors().stream()).toList();
        }
        close(all);
    }

    private void close(List<Door> doors) {
        for (Door each : doors) {
            threads.closing().execute(each::close);
        }
    }

    private void round(long pause) {
        if (over) {
            return;
        }
        for (Contact each : choose()) {
            if (each.hasNames()) {
                lookUp(each);
            } else {
                addresses(each, each.endpoints());
            }
        }
        long longest = isForming() ? SHORT_PAUSE_MILLIS : LONGEST_PAUSE_MILLIS;
        try {
            threads.timer()
                    .schedule(
                            () -> round(Math.min(2 * pause, longest)), Math.min(pause, longest), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("nobody is asked any more: the node is closing");
        }
    }

    private synchronized boolean isForming() {
        return hearing.isForming();
    }

    private synchronized List<Contact> choose() {
        Set<Contact> chosen = new LinkedHashSet<>();
        contacts.stream().filter(Contact::founds).forEach(chosen::add);
        for (int i = 0; i < Math.min(A_ROUND, contacts.size()); i++) {
            chosen.add(contacts.get(next));
            next = (next + 1) % contacts.size();
        }
        return List.copyOf(chosen);
    }

    private void lookUp(Contact contact) {
        synchronized (this) {
            if (contact.lookingUp) {
                return;
            }
            contact.lookingUp = true;
        }
        try {
            threads.lookups().execute(() -> lookedUp(contact));
        } catch (RejectedExecutionException e) {
            // All threads wait for names: its turn comes.
            synchronized (this) {
                contact.lookingUp = false;
            }
        }
    }

    private void lookedUp(Contact contact) {
        List<Endpoint> all = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Endpoint each : contact.endpoints()) {
            try {
                all.addAll(Names.lookUp(each));
            } catch (UnknownHostException | IllegalArgumentException e) {
                unknown.add(each.host());
            }
        }
        synchronized (this) {
            contact.lookingUp = false;
            if (all.isEmpty()) {
                contact.unknown(contact.label(contact.endpoints()) + ", whose name " + String.join(" ", unknown)
                        + " is not known here");
            }
        }
        if (all.isEmpty()) {
            // Whom it found before may be there still.
            ask(contact);
            checkTried();
        } else {
            addresses(contact, all);
        }
    }

    private void addresses(Contact contact, List<Endpoint> addresses) {
        List<Door> gone;
        synchronized (this) {
            if (over) {
                return;
            }
            gone = found(contact, addresses);
        }
        close(gone);
        ask(contact);
    }

    private void ask(Contact contact) {
        List<Door> asked = new ArrayList<>();
        synchronized (this) {
            if (over) {
                return;
            }
            for (Door each : contact.doors()) {
                if (!each.underWay) {
                    each.underWay = true;
                    asked.add(each);
                }
            }
        }
        for (Door each : asked) {
            each.ask(hello).whenComplete((answer, failure) -> heard(contact, each, answer, failure));
        }
    }

    /** The system's resolver may say what no endpoint can be: that must not end the rounds. */
    private List<Door> found(Contact contact, List<Endpoint> addresses) {
        try {
            return contact.found(rmix, addresses);
        } catch (IllegalArgumentException e) {
            contact.unknown(contact.label(contact.endpoints()) + ", which cannot be asked: " + e.getMessage());
            return List.of();
        }
    }

    private void heard(Contact contact, Door door, @Nullable HelloAnswer answer, @Nullable Throwable failure) {
        Runnable consequence;
        synchronized (this) {
            door.underWay = false;
            door.tried = true;
            if (over) {
                return;
            }
            consequence =
                    answer == null ? hearing.silent(contact, door, failure) : hearing.answered(contact, door, answer);
        }
        consequence.run();
        checkTried();
    }

    private void checkTried() {
        synchronized (this) {
            if (over || allTried || !contacts.stream().allMatch(Contact::isTried)) {
                return;
            }
            allTried = true;
        }
        hearing.triedAll();
    }
}
