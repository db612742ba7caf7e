package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.proto.v1.HelloAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What contacts answer to a hello, and what follows from it.
 *
 * <p><b>Threads.</b> With the lock of its {@link Greeter}; consequences are told without it.
 */
final class Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final Member self;
    private final List<Contact> contacts;
    private final Listener listener;
    private final OnceLog refusals = new OnceLog(LOG);
    private boolean forming;
    private volatile boolean knowsDvm;

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

    Hearing(Member self, List<Contact> contacts, Listener listener) {
        this.self = self;
        this.contacts = contacts;
        this.listener = listener;
    }

    /** Whether a member of a DVM has answered. Any thread. */
    boolean knowsDvm() {
        return knowsDvm;
    }

    /** Whether somebody has answered that there is no DVM yet. */
    boolean isForming() {
        return forming;
    }

    void triedAll() {
        listener.triedAll();
    }

    Runnable silent(Contact contact, Door door, @Nullable Throwable failure) {
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

    Runnable answered(Contact contact, Door door, HelloAnswer answer) {
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
            case REFUSED ->
                refused(contact, door, Checked.cut(answer.getRefused().toStringUtf8()));
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
        door.said = contact.label(door.endpoints()) + ", where " + why;
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
}
