package io.rmix.dvm.runtime;

import com.google.protobuf.ByteString;
import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.proto.v1.Hello;
import io.rmix.dvm.proto.v1.HelloAnswer;
import io.rmix.dvm.proto.v1.InstalledView;
import io.rmix.dvm.proto.v1.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Founds the DVM: the first of the configured members waits until all have said hello, makes the first view, and tells everyone who asks.
 *
 * <p><b>Threads.</b> Any.
 */
final class Founder implements FormationService {
    private static final Logger LOG = LoggerFactory.getLogger(Founder.class);

    private final List<MemberAddress> members;
    private final SharedConfiguration shared;
    private final Lineage lineage;
    private final Consumer<View> onView;
    private final OnceLog refusals = new OnceLog(LOG);
    private final Map<String, Member> present = new HashMap<>();
    private @Nullable InstalledView view;

    /**
     * A founder that has heard nobody.
     *
     * @param lineage random
     * @param onView told once, on the thread of the last hello
     */
    Founder(List<MemberAddress> members, SharedConfiguration shared, Lineage lineage, Consumer<View> onView) {
        this.members = List.copyOf(members);
        this.shared = shared;
        this.lineage = lineage;
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
        if (known.isEmpty()) {
            wrong.add("it is none of the configured members "
                    + members.stream().map(MemberAddress::name).toList());
        } else {
            compare(wrong, "priority", known.get(0).priority(), hello.getPriority());
        }
        return String.join("; ", wrong);
    }

    private static void compare(List<String> into, String field, Object here, Object there) {
        if (!here.equals(there)) {
            into.add(field + ": here " + here + ", there " + there);
        }
    }

    private HelloAnswer welcome(Member member) {
        View decided;
        InstalledView answer;
        synchronized (this) {
            if (view != null) {
                return known(view, member);
            }
            Member before = present.get(member.name());
            if (before == null || before.incarnation() < member.incarnation()) {
                present.put(member.name(), member);
            }
            if (present.size() < members.size()) {
                Waiting.Builder waiting = Waiting.newBuilder();
                missing().forEach(each -> waiting.addMissing(Messages.text(each)));
                return HelloAnswer.newBuilder().setWaiting(waiting).build();
            }
            decided = found();
            answer = Messages.write(decided);
            view = answer;
        }
        onView.accept(decided);
        return known(answer, member);
    }

    private View found() {
        List<ViewMember> ring = new ArrayList<>();
        for (MemberAddress each : members) {
            Member member = present.get(each.name());
            if (member == null) {
                throw new IllegalStateException(each.name() + " has not said hello");
            }
            ring.add(ViewMember.voter(member));
        }
        Member self = ring.get(0).member();
        return new View(
                1, new Ballot(0, self.name(), self.incarnation()), lineage, ring, SharedConfiguration.PROTOCOL_VERSION);
    }

    private static HelloAnswer known(InstalledView view, Member member) {
        View installed = Messages.read(view);
        int index = installed.indexOf(member.name());
        if (installed.member(index).equals(member)) {
            return HelloAnswer.newBuilder().setView(view).build();
        }
        return HelloAnswer.newBuilder()
                .setRefused(ByteString.copyFromUtf8("the ring formed with " + installed.member(index) + ", this is "
                        + member + ": a restarted member cannot come back to view " + installed.number()
                        + "; restart all members"))
                .build();
    }
}
