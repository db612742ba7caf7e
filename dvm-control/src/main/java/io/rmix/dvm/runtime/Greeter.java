package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Rmix;
import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
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

    private final Member self;
    private final Rmix rmix;
    private final NodeThreads threads;
    private final List<Contact> contacts;
    private final Hello hello;
    private final Listener listener;
    private final OnceLog refusals = new OnceLog(LOG);
    private int next;
    private boolean forming;
    private boolean allTried;
    private volatile boolean knowsDvm;
    private volatile boolean over;

    /** What comes of it. */
    interface Listener {
        /** The founder made a first view with this node in it. */
        void founded(View view);

        /** All that could be asked refuse. */
        void refused(String why);

        /** A member of a DVM answered: it can be asked to take this node in. */
        void reached(String member, List<Endpoint> endpoints);

        /** It answers no more. */
        void lost(String member);

        /** Everybody has been asked once, and has answered, failed, or was not found. */
        void triedAll();
    }

    Greeter(Member self, Rmix rmix, NodeThreads threads, List<Contact> contacts, Hello hello, Listener listener) {
        this.self = self;
        this.rmix = rmix;
        this.threads = threads;
        this.contacts = List.copyOf(contacts);
        this.hello = hello;
        this.listener = listener;
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
        return knowsDvm;
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
        return forming;
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
            } catch (UnknownHostException e) {
                unknown.add(each.host());
            }
        }
        synchronized (this) {
            contact.lookingUp = false;
            contact.lookedUp = true;
            if (all.isEmpty()) {
                contact.unknown(contact.label(contact.endpoints()) + ", whose name " + String.join(" ", unknown)
                        + " is not known here");
            }
        }
        if (all.isEmpty()) {
            checkTried();
        } else {
            addresses(contact, all);
        }
    }

    private void addresses(Contact contact, List<Endpoint> addresses) {
        List<Door> gone;
        List<Door> asked = new ArrayList<>();
        synchronized (this) {
            if (over) {
                return;
            }
            gone = contact.found(rmix, addresses);
            for (Door each : contact.doors()) {
                if (!each.underWay) {
                    each.underWay = true;
                    asked.add(each);
                }
            }
        }
        close(gone);
        for (Door each : asked) {
            each.ask(hello).whenComplete((answer, failure) -> heard(contact, each, answer, failure));
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
            consequence = answer == null ? silent(contact, door, failure) : answered(contact, door, answer);
        }
        consequence.run();
        checkTried();
    }

    private Runnable silent(Contact contact, Door door, @Nullable Throwable failure) {
        LOG.debug("hello was not answered: {}", String.valueOf(failure));
        boolean clients = failure instanceof InvocationException thrown && thrown.code() == Code.NO_SUCH_SERVICE;
        door.said = clients
                ? contact.label(door.endpoints()) + ", which is no endpoint for members; is it one for clients?"
                : "";
        return lose(door);
    }

    private Runnable lose(Door door) {
        String before = door.member;
        door.member = null;
        return before == null ? () -> {} : () -> listener.lost(before);
    }

    private Runnable answered(Contact contact, Door door, HelloAnswer answer) {
        String name;
        try {
            Member who = Messages.member(answer.getMember(), 0);
            name = who.name();
            door.self = name.equals(self.name()) && who.incarnation() == self.incarnation();
        } catch (IllegalArgumentException e) {
            door.said = contact.label(door.endpoints()) + ", whose answer cannot be read: " + e.getMessage();
            return lose(door);
        }
        door.refused = answer.hasRefused();
        return switch (answer.getAnswerCase()) {
            case VIEW -> view(answer);
            case PRESENT -> present(door, name);
            case REFUSED -> refused(contact, door, answer.getRefused().toStringUtf8());
            case WAITING, ANSWER_NOT_SET -> {
                forming = true;
                door.said = answer.getWaiting().getMissingList().stream()
                        .map(each -> Checked.cut(each.toStringUtf8()))
                        .toList()
                        .toString();
                yield lose(door);
            }
        };
    }

    private Runnable present(Door door, String name) {
        knowsDvm = true;
        door.said = "member " + name + ", which is to take it in";
        String before = door.member;
        if (door.self || name.equals(before)) {
            return () -> {};
        }
        door.member = name;
        List<Endpoint> at = door.endpoints();
        return () -> {
            if (before != null) {
                listener.lost(before);
            }
            listener.reached(name, at);
        };
    }

    private Runnable refused(Contact contact, Door door, String why) {
        door.said = contact.label(door.endpoints()) + ", where " + Checked.cut(why);
        refusals.warn(door.said);
        Runnable lost = lose(door);
        boolean all = contacts.stream().allMatch(Contact::refuses);
        return all
                ? () -> {
                    lost.run();
                    listener.refused(why);
                }
                : lost;
    }

    private Runnable view(HelloAnswer answer) {
        try {
            View view = Messages.read(answer.getView());
            return () -> listener.founded(view);
        } catch (IllegalArgumentException e) {
            return () -> listener.refused("the founder's view cannot be read: " + e.getMessage());
        }
    }

    private void checkTried() {
        synchronized (this) {
            if (over || allTried || !contacts.stream().allMatch(Contact::isTried)) {
                return;
            }
            allTried = true;
        }
        listener.triedAll();
    }
}
