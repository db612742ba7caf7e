package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.proto.v1.Hello;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a node comes into its first view: it says hello to members and contacts. The first of the configured members founds the DVM if nobody knows one; all others, and those that
 * come later, ask whom they have found.
 */
final class Formation {
    /** Who founds alone asks contacts before, which may be slow to find. */
    private static final Duration LOOK_AROUND = Duration.ofSeconds(5);

    private final NodeConfiguration configuration;
    private final Member self;
    private final NodeThreads threads;
    private final Rmix rmix;
    private final Outcome outcome;
    private final @Nullable Founder founder;
    private final Doorkeeper doorkeeper;
    private final Greeter greeter;

    /** Who has to know. */
    interface Outcome {
        /** A first view was made, with this node in it. */
        void founded(View view);

        /** This node will not get into a view. */
        void failed(String why);

        /** A member of a DVM was found, to be asked from now on. */
        void reached(String member, List<Endpoint> endpoints);

        /** It answers no more. */
        void lost(String member);

        /** Whether there is a DVM already, so that none is founded. */
        boolean knowsDvm();
    }

    /**
     * Nobody is asked yet.
     *
     * @param view that the node is in now
     */
    Formation(
            NodeConfiguration configuration,
            Member self,
            Rmix rmix,
            NodeThreads threads,
            Supplier<Optional<View>> view,
            Outcome outcome) {
        this.configuration = configuration;
        this.self = self;
        this.threads = threads;
        this.rmix = rmix;
        this.outcome = outcome;
        boolean founds = configuration.founder().equals(Optional.of(self.name()));
        this.founder = founds ? new Founder(configuration, threads.timer(), outcome::founded, this::knowsDvm) : null;
        this.doorkeeper = new Doorkeeper(configuration, self, founder, view);
        Hello hello = Greeter.hello(configuration.shared(), Agreement.of(configuration), self);
        this.greeter = new Greeter(self, rmix, threads, contacts(configuration), hello, new Heard());
    }

    private static List<Contact> contacts(NodeConfiguration configuration) {
        List<Contact> contacts = new ArrayList<>();
        for (MemberAddress each : configuration.members()) {
            if (!each.name().equals(configuration.name())) {
                contacts.add(Contact.member(
                        each.name(),
                        configuration.linksTo(each),
                        configuration.founder().equals(Optional.of(each.name()))));
            }
        }
        configuration.contacts().endpoints().forEach(each -> contacts.add(Contact.address(each)));
        return contacts;
    }

    private boolean knowsDvm() {
        return outcome.knowsDvm() || greeter.knowsDvm();
    }

    private final class Heard implements Hearing.Listener {
        @Override
        public void founded(View view) {
            String wrong = wrong(view);
            if (wrong.isEmpty()) {
                outcome.founded(view);
            } else {
                outcome.failed(wrong);
            }
        }

        @Override
        public void refused(String why) {
            // Who founds is not stopped by others that were configured wrongly.
            if (founder == null) {
                outcome.failed(why);
            }
        }

        @Override
        public void reached(String member, List<Endpoint> endpoints) {
            outcome.reached(member, endpoints);
        }

        @Override
        public void lost(String member) {
            outcome.lost(member);
        }

        @Override
        public void triedAll() {
            greetSelf();
        }
    }

    /** What is wrong with a first view: it holds some of the members configured here, this one among them, in the order configured here. */
    private String wrong(View view) {
        List<String> here = configuration.members().stream()
                .map(each -> each.name() + ":" + each.priority())
                .toList();
        List<String> there = view.members().stream()
                .map(each -> each.member().name() + ":" + each.member().priority())
                .toList();
        if (!here.stream().filter(there::contains).toList().equals(there)) {
            return "members in ring order with priorities: here " + here + ", at the founder " + there;
        }
        return view.indexOf(self) < 0 ? "the founder's view has another incarnation than " + self : "";
    }

    /** Lets others that start ask, at these endpoints. */
    void export(String... endpoints) throws IOException {
        rmix.export(FormationService.class, doorkeeper, endpoints);
    }

    /**
     * Finds out early that somebody cannot be reached for want of a provider.
     *
     * @throws IllegalArgumentException if so; it says who
     */
    void prepare() {
        for (MemberAddress each : configuration.members()) {
            at(configuration.linksTo(each).get(0));
        }
        configuration.contacts().endpoints().forEach(this::at);
    }

    private void at(Endpoint endpoint) {
        rmix.connect(FormationService.class, endpoint.withService(Ports.FORMATION))
                .close();
    }

    void begin() {
        boolean asksFirst = !configuration.contacts().endpoints().isEmpty();
        if (!asksFirst) {
            greetSelf();
        } else if (founder != null) {
            threads.timer().schedule(this::greetSelf, LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS);
        }
        greeter.start();
    }

    private void greetSelf() {
        if (founder != null) {
            founder.welcome(self);
        }
    }

    /** This member is in a view, and asks no more; it goes on answering others. */
    void inView() {
        greeter.stop();
    }

    /** Asks and founds no more. */
    void stop() {
        if (founder != null) {
            founder.stop();
        }
        greeter.stop();
    }

    /** What a node that is in no view waits for. */
    String waitsFor() {
        return founder != null && !greeter.knowsDvm() ? founder.missing().toString() : greeter.report();
    }
}
