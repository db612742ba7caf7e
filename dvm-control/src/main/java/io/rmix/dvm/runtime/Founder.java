package io.rmix.dvm.runtime;

import com.google.protobuf.ByteString;
import io.rmix.Endpoint;
import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.Member;
import io.rmix.dvm.Role;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.proto.v1.Hello;
import io.rmix.dvm.proto.v1.HelloAnswer;
import io.rmix.dvm.proto.v1.InstalledView;
import io.rmix.dvm.proto.v1.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Founds the DVM: the first of the configured members waits until all have said hello, or for a while after more than half have, makes the first view of those, and tells
 * everyone who asks.
 *
 * <p><b>Threads.</b> Any.
 */
final class Founder implements FormationService {
    private static final Logger LOG = LoggerFactory.getLogger(Founder.class);

    /** How long it waits for the others once more than half are there. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<MemberAddress> members;
    private final SharedConfiguration shared;
    private final Lineage lineage;
    private final ScheduledExecutorService timer;
    private final Consumer<View> onView;
    private final BooleanSupplier knowsDvm;
    private final OnceLog refusals = new OnceLog(LOG);
    private final Map<String, Member> present = new HashMap<>();
    private @Nullable InstalledView view;
    private boolean waitsForTheRest;
    private boolean over;

    /**
     * A founder that has heard nobody.
     *
     * @param lineage random
     * @param onView told once, on the thread of the last hello or the timer's
     * @param knowsDvm whether a member of a DVM that exists already has been heard: none is founded then
     */
    Founder(
            List<MemberAddress> members,
            SharedConfiguration shared,
            Lineage lineage,
            ScheduledExecutorService timer,
            Consumer<View> onView,
            BooleanSupplier knowsDvm) {
        this.knowsDvm = knowsDvm;
        this.members = List.copyOf(members);
        this.shared = shared;
        this.lineage = lineage;
        this.timer = timer;
        this.onView = onView;
    }

    /** Members that have not said hello. */
    synchronized List<String> missing() {
        return members.stream()
                .map(MemberAddress::name)
                .filter(each -> !present.containsKey(each))
                .toList();
    }

    @Override
    public HelloAnswer join(Hello hello) {
        String name = Messages.text(hello.getMember().getName());
        String wrong = wrong(name, hello);
        if (!wrong.isEmpty()) {
            refusals.warn("member " + name + " is refused: " + wrong);
            return HelloAnswer.newBuilder()
                    .setRefused(ByteString.copyFromUtf8(members.get(0).name() + " refuses " + name + ": " + wrong))
                    .build();
        }
        return welcome(new Member(name, hello.getMember().getNumber(), hello.getPriority()));
    }

    private String wrong(String name, Hello hello) {
        List<String> wrong = new ArrayList<>();
        compare(wrong, "DVM", shared.dvm(), Messages.text(hello.getDvm()));
        compare(wrong, "protocol version", SharedConfiguration.PROTOCOL_VERSION, hello.getProtocolVersion());
        compare(
                wrong,
                "configuration fingerprint",
                Long.toHexString(shared.fingerprint()),
                Long.toHexString(hello.getFingerprint()));
        List<MemberAddress> known =
                members.stream().filter(each -> each.name().equals(name)).toList();
        if (known.isEmpty() && isNeeded()) {
            wrong.add("it is none of the configured members "
                    + members.stream().map(MemberAddress::name).toList());
        } else if (!known.isEmpty()) {
            compare(wrong, "priority", known.get(0).priority(), hello.getPriority());
        }
        return String.join("; ", wrong);
    }

    /** Whether there is no DVM yet: one that exists takes in members that nobody here has configured. */
    private synchronized boolean isNeeded() {
        return view == null && !knowsDvm.getAsBoolean();
    }

    private static void compare(List<String> into, String field, Object here, Object there) {
        if (!here.equals(there)) {
            into.add(field + ": here " + here + ", there " + there);
        }
    }

    /** Founds nothing any more. */
    synchronized void stop() {
        over = true;
    }

    private HelloAnswer welcome(Member member) {
        View decided;
        synchronized (this) {
            if (isNeeded()) {
                Member before = present.get(member.name());
                if (before == null || before.incarnation() < member.incarnation()) {
                    present.put(member.name(), member);
                }
            }
            if (view != null || present.size() < members.size() || over) {
                awaitTheRest();
                return answer(member);
            }
            decided = found();
        }
        onView.accept(decided);
        synchronized (this) {
            return answer(member);
        }
    }

    /** Once more than half are there, this member among them, the rest has a while to come. */
    private void awaitTheRest() {
        boolean enough = 2 * present.size() > members.size()
                && present.containsKey(members.get(0).name());
        if (view == null && enough && !waitsForTheRest && !over) {
            waitsForTheRest = true;
            timer.schedule(this::foundWithoutTheRest, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void foundWithoutTheRest() {
        View decided;
        synchronized (this) {
            if (view != null || over || knowsDvm.getAsBoolean()) {
                return;
            }
            LOG.info("{} founds {} without {}", members.get(0).name(), shared.dvm(), missing());
            decided = found();
        }
        onView.accept(decided);
    }

    /** Makes the first view, of those that are there. */
    private View found() {
        List<ViewMember> ring = new ArrayList<>();
        for (MemberAddress each : members) {
            Member member = present.get(each.name());
            if (member != null) {
                ring.add(new ViewMember(
                        member,
                        Role.VOTER,
                        each.endpoints().stream().map(Endpoint::toString).toList()));
            }
        }
        Member self = ring.get(0).member();
        View decided = new View(
                1, new Ballot(0, self.name(), self.incarnation()), lineage, ring, SharedConfiguration.PROTOCOL_VERSION);
        view = Messages.write(decided);
        return decided;
    }

    private HelloAnswer answer(Member member) {
        InstalledView founded = view;
        if (founded == null) {
            return waiting(missing());
        }
        View first = Messages.read(founded);
        if (first.indexOf(member) >= 0) {
            return HelloAnswer.newBuilder().setView(founded).build();
        }
        return waiting(List.of("nobody: the DVM was founded without " + member + ", and takes it in"));
    }

    private static HelloAnswer waiting(List<String> reasons) {
        Waiting.Builder waiting = Waiting.newBuilder();
        reasons.forEach(each -> waiting.addMissing(Messages.text(each)));
        return HelloAnswer.newBuilder().setWaiting(waiting).build();
    }
}
