package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a node comes into the first view: the first member of the list is its founder, the others ask to join. */
final class Formation {
    private static final Duration QUESTION = Duration.ofSeconds(2);

    private final NodeConfiguration configuration;
    private final Member self;
    private final Rmix rmix;
    private final ScheduledExecutorService timer;
    private final Consumer<View> install;
    private final @Nullable Founder founder;
    private @Nullable Greeter greeter;

    /**
     * Nobody is asked yet.
     *
     * @param install takes the view once it is founded
     * @param knowsDvm whether there is a DVM already, so that none is founded
     */
    Formation(
            NodeConfiguration configuration,
            Member self,
            Rmix rmix,
            ScheduledExecutorService timer,
            Consumer<View> install,
            BooleanSupplier knowsDvm) {
        this.configuration = configuration;
        this.self = self;
        this.rmix = rmix;
        this.timer = timer;
        this.install = install;
        boolean founds = configuration.members().get(0).name().equals(self.name());
        this.founder = founds
                ? new Founder(configuration.members(), configuration.shared(), newLineage(), timer, install, knowsDvm)
                : null;
    }

    /** One that nobody else has. */
    static Lineage newLineage() {
        SecureRandom random = new SecureRandom();
        return new Lineage(random.nextLong(), random.nextLong());
    }

    /** Lets the others ask, at these endpoints, if this member is the founder. */
    void export(String... endpoints) throws IOException {
        if (founder != null) {
            rmix.export(FormationService.class, founder, endpoints);
        }
    }

    /**
     * Finds out early that a member cannot be reached for want of a provider.
     *
     * @param failed takes why this member will not get into the view
     */
    void prepare(Consumer<String> failed) {
        for (MemberAddress each : configuration.members()) {
            rmix.connect(FormationService.class, at(each)).close();
        }
        if (founder == null) {
            greeter = new Greeter(
                    configuration,
                    self,
                    rmix.connect(
                                    FormationService.class,
                                    at(configuration.members().get(0)))
                            .withDeadline(QUESTION),
                    timer,
                    install,
                    failed);
        }
    }

    private Endpoint at(MemberAddress member) {
        return configuration.linkTo(member).withService(Ports.FORMATION);
    }

    void begin() {
        if (founder != null) {
            founder.join(Greeter.hello(configuration.shared(), self));
        }
        if (greeter != null) {
            greeter.start();
        }
    }

    /** This member is in a view, and asks no more; a founder goes on telling the others. */
    void inView() {
        if (greeter != null) {
            greeter.stop();
        }
    }

    /** Asks and founds no more. */
    void stop() {
        if (founder != null) {
            founder.stop();
        }
        if (greeter != null) {
            greeter.stop();
        }
    }

    /** Who is missing before the ring has formed. */
    String waitsFor() {
        if (founder != null) {
            return founder.missing().toString();
        }
        return greeter == null ? "" : greeter.waitsFor();
    }
}
