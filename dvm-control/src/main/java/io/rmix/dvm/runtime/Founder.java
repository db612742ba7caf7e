package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.Member;
import io.rmix.dvm.Role;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Founds the DVM, at the first of the configured members: makes the first view of all that say hello. It is founded when all have; or with more than half, this one among
 * them, when nobody new has come for as long as a silent member would be waited for. Who comes later is taken in like anybody else, so waiting costs time only where one is
 * missing for good.
 *
 * <p><b>Threads.</b> Any.
 */
final class Founder {
    private static final Logger LOG = LoggerFactory.getLogger(Founder.class);

    /** A hello counts at least so long: a process that is starting on a busy machine may take its time between two. */
    private static final Duration LEAST_LIFE = Duration.ofSeconds(5);

    private final List<MemberAddress> members;
    private final String dvm;
    private final Duration patience;
    private final Duration life;
    private final ScheduledExecutorService timer;
    private final Consumer<View> onView;
    private final BooleanSupplier knowsDvm;
    private final Map<String, Heard> present = new HashMap<>();
    /** Grows when somebody comes, or is given up. */
    private int changes;

    private int waitsSince = -1;
    private @Nullable View view;
    private boolean over;

    private record Heard(Member member, long nanos) {}

    /**
     * A founder that has heard nobody.
     *
     * @param onView told once, on the thread of the last hello or the timer's
     * @param knowsDvm whether a member of a DVM that exists already has been heard: none is founded then
     */
    Founder(
            NodeConfiguration configuration,
            ScheduledExecutorService timer,
            Consumer<View> onView,
            BooleanSupplier knowsDvm) {
        this.members = configuration.members();
        this.dvm = configuration.shared().dvm();
        this.patience = patience(configuration);
        this.life = longer(LEAST_LIFE, configuration.shared().suspicionTimeout());
        this.timer = timer;
        this.onView = onView;
        this.knowsDvm = knowsDvm;
    }

    /** Half of the time that a start may take is left to those that come late. */
    private static Duration patience(NodeConfiguration configuration) {
        Duration suspicion = configuration.shared().suspicionTimeout();
        Duration half = configuration.limits().startTimeout().dividedBy(2);
        return half.compareTo(suspicion) < 0 ? half : suspicion;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** Members that have not said hello. */
    synchronized List<String> missing() {
        return members.stream()
                .map(MemberAddress::name)
                .filter(each -> !present.containsKey(each))
                .toList();
    }

    /** Founds nothing any more. */
    synchronized void stop() {
        over = true;
    }

    /** The first view, if this made one and the member is in it. */
    synchronized Optional<View> viewOf(Member member) {
        return view != null && view.indexOf(member) >= 0 ? Optional.of(view) : Optional.empty();
    }

    /** A member, or this one itself, says that it is in no view. */
    void welcome(Member member) {
        View decided;
        synchronized (this) {
            if (view != null || over || knowsDvm.getAsBoolean()) {
                return;
            }
            note(member);
            if (present.size() < members.size()) {
                awaitTheRest();
                return;
            }
            decided = found();
        }
        onView.accept(decided);
    }

    private void note(Member member) {
        if (members.stream().noneMatch(each -> each.name().equals(member.name()))) {
            return;
        }
        Heard before = present.get(member.name());
        if (before == null || before.member().incarnation() < member.incarnation()) {
            changes++;
        }
        if (before == null || before.member().incarnation() <= member.incarnation()) {
            present.put(member.name(), new Heard(member, System.nanoTime()));
        }
    }

    /** Once more than half are there, this member among them, the rest has a while to come. */
    private void awaitTheRest() {
        if (isEnough() && waitsSince != changes) {
            int now = changes;
            waitsSince = now;
            timer.schedule(() -> foundWithoutTheRest(now), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean isEnough() {
        return 2 * present.size() > members.size() && present.containsKey(self());
    }

    private String self() {
        return members.get(0).name();
    }

    private void foundWithoutTheRest(int since) {
        View decided;
        synchronized (this) {
            forgetSilent();
            if (view != null || over || knowsDvm.getAsBoolean() || since != changes || !isEnough()) {
                return;
            }
            LOG.info("{} founds {} without {}", self(), dvm, missing());
            decided = found();
        }
        onView.accept(decided);
    }

    /** Who said hello and went on to say nothing may be dead. */
    private void forgetSilent() {
        long now = System.nanoTime();
        boolean some = present.values()
                .removeIf(each -> !each.member().name().equals(self()) && now - each.nanos() > life.toNanos());
        changes += some ? 1 : 0;
    }

    /** Makes the first view, of those that are there. */
    private View found() {
        List<ViewMember> ring = new ArrayList<>();
        for (MemberAddress each : members) {
            Heard heard = present.get(each.name());
            if (heard != null) {
                ring.add(new ViewMember(
                        heard.member(),
                        Role.VOTER,
                        each.endpoints().stream().map(Endpoint::toString).toList()));
            }
        }
        Member first = ring.get(0).member();
        View decided = new View(
                1,
                new Ballot(0, first.name(), first.incarnation()),
                newLineage(),
                ring,
                SharedConfiguration.PROTOCOL_VERSION);
        view = decided;
        return decided;
    }

    /** One that nobody else has. */
    static Lineage newLineage() {
        SecureRandom random = new SecureRandom();
        return new Lineage(random.nextLong(), random.nextLong());
    }
}
